import { evidenceKey } from '@/app/data/evidence-view';
import type { SourcedProse } from '../data/technique-entry';
import { EvidenceLine } from './evidence-line';
import { Prose } from './prose';

/** A sentence and, right below it, what it rests on. */
export function Sourced({ told, className }: { told: SourcedProse; className?: string }) {
  return (
    <>
      <p className={className}>
        <Prose text={told.text} />
      </p>
      {told.evidence.map((one) => (
        <EvidenceLine key={evidenceKey(one)} evidence={one} />
      ))}
    </>
  );
}
