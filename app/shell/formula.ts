import katex from 'katex';

/**
 * A TeX formula of the pack as HTML for the eye and MathML for readers; KaTeX runs on the server, without trust.
 * Drawn with KaTeX's own fonts: a bare machine has no mathematical font, and MathML alone came out in sans.
 */
export function formulaHtml(tex: string, { display }: { display: boolean }): string {
  return katex.renderToString(tex, { displayMode: display, output: 'htmlAndMathml', throwOnError: true });
}
