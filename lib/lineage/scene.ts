import type { Family } from '@/lib/knowledge/vocabulary';

/** A technique as the layout sees it. */
export interface LineageTechnique {
  readonly id: string;
  readonly label: string;
  readonly family: Family;
  readonly rank: number;
  /** From outside Qwen: it stands in the column before the first release. */
  readonly outside: boolean;
  readonly hasKernel: boolean;
  readonly secondhand: boolean;
  /** ISO date or month of its introduction; absent when it has none. */
  readonly introduced?: string;
  /** Indices of the generations whose models use it, ascending. */
  readonly uses: readonly number[];
  readonly replaces: readonly { readonly id: string; readonly partial: boolean }[];
  readonly buildsOn: readonly string[];
}

export interface LineageInput {
  readonly generations: readonly { readonly id: string; readonly name: string; readonly released: string }[];
  readonly techniques: readonly LineageTechnique[];
  readonly models: readonly {
    readonly id: string;
    readonly released: string;
    readonly mark: 'dense' | 'moe' | 'api';
  }[];
  readonly stages: readonly { readonly id: string; readonly generation: string; readonly letter: string }[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Width of a technique's label in pixels, by id: measured where the fonts are. */
  readonly labelWidths: Readonly<Record<string, number>>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Station extends Point {
  readonly id: string;
  readonly label: string;
  readonly family: Family;
  readonly outside: boolean;
  readonly hasKernel: boolean;
  readonly secondhand: boolean;
  readonly thread: string;
}

/** A straight piece of a technique's line. */
export interface Line {
  readonly technique: string;
  readonly family: Family;
  readonly kind: 'use' | 'outside' | 'bridge' | 'tail' | 'arrow';
  readonly from: Point;
  readonly to: Point;
}

/** A relation drawn at the moment it happens: out of the old line, down or up, into the new station. */
export interface Junction {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
  readonly kind: 'replaces' | 'builds-on';
  readonly points: readonly [Point, Point, Point, Point];
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly family: Family; readonly y: number; readonly height: number }[];
  readonly heads: readonly {
    readonly id: string;
    readonly name: string;
    readonly released: string;
    readonly x: number;
  }[];
  readonly models: readonly {
    readonly id: string;
    readonly mark: 'dense' | 'moe' | 'api';
    readonly x: number;
    readonly y: number;
  }[];
  readonly years: readonly { readonly year: string; readonly x: number }[];
  readonly stages: readonly {
    readonly id: string;
    readonly letter: string;
    readonly x: number;
    readonly y: number;
  }[];
  readonly stations: readonly Station[];
  readonly lines: readonly Line[];
  readonly junctions: readonly Junction[];
}

/** Fixed measures of look.md 3.3, in pixels. */
export const MEASURES = {
  laneHead: 132,
  ancestorX: 146,
  axisStart: 268,
  rightMargin: 140,
  lineEnd: 20,
  head: 84,
  axisY: 62,
  minGap: 92,
  lanePad: 2.5,
  rowPad: 2,
  /** look.md has 16.5 for 62 techniques; with 63, half a pixel less a row still fits a window of 900. */
  minRow: 16,
  maxRow: 24,
  gutter: 12,
  slot: 5,
  stageLane: 30,
  /** Seven stages must fit between two releases that stand minGap apart. */
  stageBox: 12.5,
  labelGap: 8,
} as const;
