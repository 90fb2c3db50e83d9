import { type EvidenceView, evidenceKey } from '../data/evidence-view';
import { EvidenceLine } from './evidence-line';

/** Evidence one by one, the quotation above the line that says where it stands. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceView[] }) {
  return evidence.map((one) => (
    <div key={evidenceKey(one)}>
      {one.quote && <p className="quote">{one.quote}</p>}
      <EvidenceLine evidence={one} />
    </div>
  ));
}
