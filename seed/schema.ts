import { z } from 'zod';
import { Bilingual, Evidence, Props, Slug } from '@/lib/knowledge/graph';
import { ModelProps, ReleaseDate } from '@/lib/knowledge/model-props';
import { FAMILIES } from '@/lib/knowledge/vocabulary';

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

export const PackHeader = z.object({ id: Slug, version: z.string().min(1), name: Bilingual }).strict();

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
    succeeds: z.array(link).optional(),
    builds_on: z.array(link).optional(),
    evidence,
  })
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
        formula: z.string().min(1).optional(),
        claim: Bilingual.optional(),
        misconception: Bilingual.optional(),
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

export type Introduction = z.infer<typeof introduction>;
/** A relation to another element, with what is said of it. */
export type Link = z.infer<typeof link> & Readonly<Record<string, unknown>>;
export type PackHeader = z.infer<typeof PackHeader>;
export type SourceRow = z.infer<typeof SourceRow>;
export type GenerationRow = z.infer<typeof GenerationRow>;
export type ModelRow = z.infer<typeof ModelRow>;
export type TechniqueRow = z.infer<typeof TechniqueRow>;
export type StageRow = z.infer<typeof StageRow>;
