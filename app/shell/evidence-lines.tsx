import { type EvidenceView, evidenceKey } from '../data/evidence-view';
import { EvidenceLine } from './evidence-line';

/** What a fact rests on, a line for each source, right below the fact; quotations stand in `EvidenceList`. */
export function EvidenceLines({ evidence }: { evidence: readonly EvidenceView[] }) {
  return evidence.map((one) => <EvidenceLine key={evidenceKey(one)} evidence={one} />);
}
