import type { EvidenceView } from '../data/evidence-view';
import { EvidenceLine } from './evidence-line';

/** Evidence one by one, the quotation above the line that says where it stands. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceView[] }) {
  return evidence.map((one) => (
    <div key={one.source + one.locator + one.quote}>
      {one.quote && <p className="quote">{one.quote}</p>}
      <EvidenceLine evidence={one} />
    </div>
  ));
}
