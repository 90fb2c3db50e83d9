import katex from 'katex';

/**
 * A TeX formula of the pack as HTML for the eye and MathML for readers; KaTeX runs on the server, without trust.
 * Parts that `,\\quad` joins stand on lines of their own: in a narrow panel they would break inside a term.
 * Drawn with KaTeX's own fonts: a bare machine has no mathematical font, and MathML alone came out in sans.
 */
export function formulaHtml(tex: string, { display }: { display: boolean }): string {
  // An environment is one thing: cut inside it, both halves are broken TeX.
  const parts = tex.includes('\\begin{') ? [tex] : tex.split(/,\s*\\quad\s*/);
  return parts.map((part) => `<div>${rendered(part, display)}</div>`).join('');
}

/** A formula inside a line of text. No block around it: a paragraph would end there. */
export function inlineFormulaHtml(tex: string): string {
  return rendered(tex, false);
}

function rendered(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { displayMode, output: 'htmlAndMathml' });
}
