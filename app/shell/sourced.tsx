import type { SourcedProse } from '../data/technique-entry';
import { EvidenceLines } from './evidence-lines';
import { Prose } from './prose';

/** A sentence and, right below it, what it rests on. */
export function Sourced({ told, className }: { told: SourcedProse; className?: string }) {
  return (
    <>
      <p className={className}>
        <Prose text={told.text} />
      </p>
      <EvidenceLines evidence={told.evidence} />
    </>
  );
}
