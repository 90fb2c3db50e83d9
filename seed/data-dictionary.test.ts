import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ModelProps } from '@/lib/knowledge/model-props';
import { EDGE_TYPES, LABELS } from '@/lib/knowledge/vocabulary';
import { ClaimRow, ConflictRow, TechniqueRow } from './schema';

const dictionary = readFileSync('docs/data-dictionary.md', 'utf8');
const described = (name: string) => dictionary.includes(`\`${name}\``);

it.each([
  ['labels', LABELS],
  ['edge types', EDGE_TYPES],
  ['fields of a model', Object.keys(ModelProps.shape)],
  ['fields of a technique', Object.keys(TechniqueRow.shape.props.shape)],
  ['fields of a claim', Object.keys(ClaimRow.shape)],
  ['fields of a conflict', Object.keys(ConflictRow.shape)],
])('describes all %s', (_kind, names) => {
  // What a row says elsewhere in the file: its id, its evidence, its `about` edges, its topic (the name).
  const elsewhere = ['id', 'evidence', 'about', 'topic', 'wrong_words_en'];
  expect(names.filter((name) => !elsewhere.includes(name) && !described(name))).toEqual([]);
});
