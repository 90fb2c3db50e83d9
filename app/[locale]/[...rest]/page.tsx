import { notFound } from 'next/navigation';

/** An address that no page has gets the app's own page for it, in the reader's language. */
export default function Unknown(): never {
  notFound();
}
