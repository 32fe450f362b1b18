/** Every unknown address: a page with the site's header and a way on. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
