import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { NodeLink } from '../data/node-link';

/** Nodes as a sentence of links. */
export function NodeLinks({ nodes }: { nodes: readonly NodeLink[] }) {
  const t = useTranslations('list');
  return nodes.map(({ id, name, href }, index) => (
    <span key={id}>
      {index > 0 && t('comma')}
      <Link href={href}>{name}</Link>
    </span>
  ));
}
