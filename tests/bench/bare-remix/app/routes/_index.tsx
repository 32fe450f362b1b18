import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

/** The least that a page from the database can be: one query, one paragraph. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db, token } = context as unknown as { db: { child: { findFirst(query: object): Promise<{ pseudonym: string }> } }; token: string };
  const { pseudonym } = await db.child.findFirst({ where: { token, publication: 'published' }, select: { pseudonym: true } });
  return { pseudonym };
}

export default function Bare() {
  return <p>{useLoaderData<typeof loader>().pseudonym}</p>;
}
