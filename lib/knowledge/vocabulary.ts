/** The closed vocabulary of the graph. Labels and types are never taken from a request: Cypher cannot parameterise them. */

export const LABELS = ['Claim', 'Conflict', 'Generation', 'Model', 'Source', 'Stage', 'Technique'] as const;
export type Label = (typeof LABELS)[number];

export const EDGE_TYPES = [
  'ABOUT',
  'BUILDS_ON',
  'ENCOMPASSES',
  'INTRODUCED_IN',
  'MEMBER_OF',
  'NEXT',
  'REPLACES',
  'SUCCEEDS',
  'TRAINED_BY',
  'USES',
] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

/** Which labels an edge may join: `[from labels, to labels]`. */
export const EDGE_ENDS: Record<EdgeType, readonly [readonly Label[], readonly Label[]]> = {
  ABOUT: [
    ['Claim', 'Conflict'],
    ['Generation', 'Model', 'Stage', 'Technique'],
  ],
  BUILDS_ON: [
    ['Technique', 'Model', 'Stage'],
    ['Technique', 'Model', 'Stage'],
  ],
  ENCOMPASSES: [['Technique'], ['Technique']],
  INTRODUCED_IN: [['Technique', 'Stage'], ['Generation']],
  MEMBER_OF: [['Model'], ['Generation']],
  NEXT: [['Stage'], ['Stage']],
  REPLACES: [['Technique'], ['Technique']],
  SUCCEEDS: [
    ['Generation', 'Model'],
    ['Generation', 'Model'],
  ],
  TRAINED_BY: [['Model', 'Generation'], ['Stage']],
  USES: [['Model'], ['Technique']],
};

/** Technique families in lane order (look.md 3.3 step 5): neighbours share the most cross-lane relations. */
export const FAMILIES = [
  'position',
  'attention',
  'normalization',
  'ffn',
  'compute',
  'alignment',
  'reasoning',
] as const;
export type Family = (typeof FAMILIES)[number];

/** The letter in a family's bullet: a second channel beside colour. */
export const FAMILY_LETTERS: Record<Family, string> = {
  position: 'P',
  attention: 'A',
  normalization: 'N',
  ffn: 'E',
  compute: 'C',
  alignment: 'R',
  reasoning: 'T',
};

/** What the sources say of a claim. */
export const VERDICTS = ['wrong', 'imprecise', 'unsupported', 'supported'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const CONFIDENCES = ['verified', 'secondhand', 'derived'] as const;
export type Confidence = (typeof CONFIDENCES)[number];
