/** Where a text stops being JSON: line and column from 1, and what stands there. */
export interface JsonError {
  readonly line: number;
  readonly column: number;
  /** The character there; empty at the end of the text. */
  readonly found: string;
  readonly expected: 'value' | 'name' | 'colon' | 'comma' | 'end' | 'string' | 'shallower';
}

/** A config nests two or three deep; without a bound a text of brackets would exhaust the stack. */
const MAX_DEPTH = 64;

class Broken extends Error {
  constructor(
    readonly at: number,
    readonly expected: JsonError['expected'],
  ) {
    super(expected);
  }
}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SPACE = /[ \t\r\n]*/y;

/** Walks a text by the grammar of JSON; every engine words its own message and some give no place. */
class Walk {
  private at = 0;
  private depth = 0;
  constructor(private readonly text: string) {}

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found !== null;
  }

  private takeMark(mark: string): boolean {
    this.take(SPACE);
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    this.take(SPACE);
    return true;
  }

  private need(done: boolean, expected: JsonError['expected']): void {
    if (!done) throw new Broken(this.at, expected);
  }

  /** The members of a list or an object up to its closing mark. */
  private members(close: string, member: () => void): void {
    if (this.takeMark(close)) return;
    this.depth += 1;
    this.need(this.depth <= MAX_DEPTH, 'shallower');
    do member();
    while (this.takeMark(','));
    this.depth -= 1;
    this.need(this.takeMark(close), 'comma');
  }

  private value(): void {
    this.take(SPACE);
    if (this.takeMark('{')) {
      this.members('}', () => {
        this.need(this.take(STRING), 'name');
        this.need(this.takeMark(':'), 'colon');
        this.value();
      });
    } else if (this.takeMark('[')) {
      this.members(']', () => this.value());
    } else {
      const quoted = this.text[this.at] === '"';
      this.need(this.take(quoted ? STRING : WORD), quoted ? 'string' : 'value');
    }
  }

  whole(): void {
    this.value();
    this.take(SPACE);
    this.need(this.at === this.text.length, 'end');
  }
}

/** The first place at which a text is not JSON, or nothing. */
export function jsonError(text: string): JsonError | undefined {
  try {
    new Walk(text).whole();
    return undefined;
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      found: text.slice(error.at, error.at + 1),
      expected: error.expected,
    };
  }
}
