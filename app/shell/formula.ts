import katex from 'katex';

/**
 * A TeX formula of the pack as HTML for the eye and MathML for readers; KaTeX runs on the server, without trust.
 * Parts that `,\\quad` joins stand on lines of their own: in a narrow panel they would break inside a term.
 * Drawn with KaTeX's own fonts: a bare machine has no mathematical font, and MathML alone came out in sans.
 */
export function formulaHtml(tex: string, { display }: { display: boolean }): string {
  return tex
    .split(/,\s*\\quad\s*/)
    .map((part) => katex.renderToString(part, { displayMode: display, output: 'htmlAndMathml' }))
    .map((part) => `<div>${part}</div>`)
    .join('');
}
