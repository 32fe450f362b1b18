const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_FIELD = 2_000;

/** A posted form: every field a string, absent and uploaded ones empty. */
export interface Form {
  text(name: string): string;
  /** A UUID in lower case, or null. */
  uuid(name: string): string | null;
  /** One of `choices`, or null. */
  choice<T extends string>(name: string, choices: readonly T[]): T | null;
}

/** @throws a 400 response when the body is no form */
export async function readForm(request: Request): Promise<Form> {
  const form = await request.formData().catch(() => {
    throw new Response(null, { status: 400, headers: { 'Cache-Control': 'no-store' } });
  });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, MAX_FIELD) : '';
  };
  return {
    text,
    uuid: (name) => (UUID.test(text(name)) ? text(name) : null),
    choice: (name, choices) => choices.find((choice) => choice === text(name)) ?? null,
  };
}
