import { z } from 'zod';
import { Bilingual, Evidence, Props, Slug } from '@/lib/knowledge/graph';
import { ModelProps, ReleaseDate } from '@/lib/knowledge/model-props';
import { FAMILIES, VERDICTS } from '@/lib/knowledge/vocabulary';

/** The rows of a pack's YAML files. Every object is strict: an unknown field is a problem, not a fact. */

const evidence = z.array(Evidence).min(1);
const scope = {
  scope: Slug.optional(),
  scope_text: Bilingual.optional(),
};
const link = z.object({ to: Slug, evidence }).strict();
const introduction = z
  .object({ generation: Slug, model: Slug.optional(), date: ReleaseDate.optional(), ...scope, evidence })
  .strict();

export const PackHeader = z
  .object({
    id: Slug,
    version: z.string().min(1),
    name: Bilingual,
    /** Where one of these packs is loaded too and states an element of the same id, theirs is kept. */
    yields_to: z.array(Slug).min(1).optional(),
  })
  .strict();

export const SourceRow = z
  .object({
    id: Slug,
    kind: z.enum(['paper', 'report', 'card', 'config', 'code', 'blog', 'article', 'news', 'readme', 'docs']),
    name: Bilingual,
    title: z.string().min(1),
    authors: z.array(z.string().min(1)).min(1).optional(),
    year: z.number().int().optional(),
    url: z.url().optional(),
    locator: z.string().min(1).optional(),
  })
  .strict();

export const GenerationRow = z
  .object({
    id: Slug,
    name: Bilingual,
    released: ReleaseDate,
    props: Props.optional(),
    succeeds: Slug.optional(),
    evidence,
  })
  .strict();

export const ModelRow = z
  .object({
    id: Slug,
    name: Bilingual,
    generation: Slug,
    props: ModelProps,
    /** What is new in it against the model before. */
    summary: Bilingual.optional(),
    succeeds: z.array(link).optional(),
    builds_on: z.array(link).optional(),
    evidence,
  })
  .strict();

const FormulaSymbol = z
  .object({ tex: z.string().min(1), meaning: Bilingual, shape: z.string().min(1) })
  .strict();

export const TechniqueRow = z
  .object({
    id: Slug,
    name: Bilingual,
    props: z
      .object({
        kind: z.string().min(1),
        family: z.enum(FAMILIES),
        rank: z.number(),
        /** The abbreviation that the field uses: GQA, RoPE. */
        abbr: z.string().min(1).optional(),
        /** What the map writes where the name is too long for it. */
        short: Bilingual.optional(),
        aliases: z.array(z.string().min(1)).min(1).optional(),
        kernel: z
          .string()
          .regex(/^[a-z_]+$/, 'a kernel id like "gated_delta"')
          .optional(),
        outside: z.boolean().optional(),
        origin_year: z.number().int().optional(),
        origin_date: ReleaseDate.optional(),
        /** The paper that it comes from: further reading. */
        origin: Slug.optional(),
        formula: z.string().min(1).optional(),
        symbols: z.array(FormulaSymbol).min(1).optional(),
        claim: Bilingual.optional(),
        problem: Bilingual.optional(),
        how: Bilingual.optional(),
        why: Bilingual.optional(),
        cost_params: Bilingual.optional(),
        cost_flops: Bilingual.optional(),
        cost_bytes: Bilingual.optional(),
        misconception: Bilingual.optional(),
        correction: Bilingual.optional(),
      })
      .strict(),
    introduced: z.array(introduction).optional(),
    replaces: z
      .array(
        z
          .object({ to: Slug, ...scope, since: Slug.optional(), why: Bilingual.optional(), evidence })
          .strict(),
      )
      .optional(),
    builds_on: z.array(link).optional(),
    used_by: z
      .array(
        z
          .object({
            models: z.array(Slug).min(1).optional(),
            generation: Slug.optional(),
            except: z.array(Slug).min(1).optional(),
            props: Props.optional(),
            evidence,
          })
          .strict()
          .refine((row) => (row.models === undefined) !== (row.generation === undefined), {
            message: 'give either `models` or `generation`',
          }),
      )
      .optional(),
    evidence,
  })
  .strict();

export const StageRow = z
  .object({
    id: Slug,
    name: Bilingual,
    props: Props.refine(({ kind }) => typeof kind === 'string', {
      path: ['kind'],
      message: 'expected a text',
    }).refine(({ letter }) => typeof letter === 'string' && letter.length === 1, {
      path: ['letter'],
      message: 'expected one letter',
    }),
    introduced: z.array(introduction).optional(),
    next: z.array(link).optional(),
    builds_on: z.array(link).optional(),
    trains: z
      .array(
        z
          .object({ generation: Slug.optional(), models: z.array(Slug).min(1).optional(), evidence })
          .strict()
          .refine((row) => (row.models === undefined) !== (row.generation === undefined), {
            message: 'give either `models` or `generation`',
          }),
      )
      .optional(),
    evidence,
  })
  .strict();

/** A quantity that is computed from configs: `fn` with the models and numbers that it takes. */
const Derivation = z
  .object({
    fn: z.string().regex(/^[a-z_]+$/, 'a name like "kv_reduction"'),
    model: Slug.optional(),
    a: Slug.optional(),
    b: Slug.optional(),
    from: z.number().int().positive().optional(),
    to: z.number().int().positive().optional(),
    bytes: z.number().positive().optional(),
    note: Bilingual.optional(),
  })
  .strict();

/** A statement of another text, judged. `quote.zh` is verbatim unless `paraphrased`. */
export const ClaimRow = z
  .object({
    id: z.string().regex(/^claim\.[a-z]+\d+$/, 'an id like "claim.w6"'),
    verdict: z.enum(VERDICTS),
    generation: Slug,
    quote: Bilingual,
    paraphrased: z.boolean().optional(),
    wrong_words: z.array(z.string().min(1)).min(1).optional(),
    wrong_words_en: z.array(z.string().min(1)).min(1).optional(),
    correction: Bilingual,
    /** The title under which its numbers are computed anew. */
    headline: Bilingual.optional(),
    derivation: z.array(Derivation).min(1).optional(),
    about: z.array(Slug).min(1),
    evidence,
  })
  .strict()
  .refine(({ headline, derivation }) => (headline === undefined) === (derivation === undefined), {
    message: 'headline and derivation go together',
  });

/** A point on which sources disagree. */
export const ConflictRow = z
  .object({
    id: z.string().regex(/^conflict\.[a-z]+\d+$/, 'an id like "conflict.c4"'),
    topic: Bilingual,
    values: z.array(z.object({ value: Bilingual, source: Slug, locator: z.string().min(1) }).strict()).min(2),
    used: Bilingual,
    why: Bilingual,
    settled: z.boolean().optional(),
    fields: z.array(z.string().min(1)).min(1).optional(),
    about: z.array(Slug).min(1),
    evidence,
  })
  .strict();

export type Introduction = z.infer<typeof introduction>;
/** A relation to another element, with what is said of it. */
export type Link = z.infer<typeof link> & Readonly<Record<string, unknown>>;
export type PackHeader = z.infer<typeof PackHeader>;
export type SourceRow = z.infer<typeof SourceRow>;
export type GenerationRow = z.infer<typeof GenerationRow>;
export type ModelRow = z.infer<typeof ModelRow>;
export type TechniqueRow = z.infer<typeof TechniqueRow>;
export type StageRow = z.infer<typeof StageRow>;
export type Derivation = z.infer<typeof Derivation>;
export type ClaimRow = z.infer<typeof ClaimRow>;
export type ConflictRow = z.infer<typeof ConflictRow>;
