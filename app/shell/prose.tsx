import type { ProseView } from '../data/prose-view';

/** A text with its formulas inside the line. */
export function Prose({ text }: { text: ProseView }) {
  return text.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
        key={index}
        className="inline-formula"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by KaTeX on the server
        dangerouslySetInnerHTML={{ __html: part.html }}
      />
    ),
  );
}
