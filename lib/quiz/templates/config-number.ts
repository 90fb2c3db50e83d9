import type { Bilingual, GraphNode } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { type Candidate, propComponent, type Template } from '../template';

/** Config fields that are asked, in words. All are closed: a model has one value, and the pack gives it or does not. */
const FIELDS: Readonly<Record<string, Bilingual>> = {
  num_hidden_layers: { en: 'layers', zh: '层' },
  hidden_size: { en: 'dimensions of the model width (hidden_size)', zh: '维的模型宽度（hidden_size）' },
  num_attention_heads: { en: 'query heads per full-attention layer', zh: '个查询头（每个全注意力层）' },
  num_key_value_heads: { en: 'key-value heads per full-attention layer', zh: '个 KV 头（每个全注意力层）' },
  head_dim: { en: 'dimensions per attention head (head_dim)', zh: '维的注意力头（head_dim）' },
  num_experts: { en: 'routed experts per MoE layer', zh: '个路由专家（每个 MoE 层）' },
  num_experts_per_tok: {
    en: 'routed experts chosen per token and layer',
    zh: '个被选中的路由专家（每 token、每层）',
  },
};

/** Fields that are easily read one for the other. */
const CONFUSED: Readonly<Record<string, readonly string[]>> = {
  num_attention_heads: ['num_key_value_heads'],
  num_key_value_heads: ['num_attention_heads'],
  num_experts: ['num_experts_per_tok', 'moe_intermediate_size'],
  num_experts_per_tok: ['num_shared_experts', 'num_experts'],
  hidden_size: ['intermediate_size'],
};

const shown = (value: number): Bilingual => {
  const text = value.toLocaleString('en-US');
  return { en: text, zh: text };
};

function fromOtherFields(model: GraphNode, field: string): Candidate[] {
  const numbers = (CONFUSED[field] ?? []).flatMap((other) => {
    const value = model.props[other];
    return typeof value === 'number' && value > 0
      ? [
          {
            text: shown(value),
            value,
            errorPath: `read-${other}`,
            why: { en: `That is its ${other}.`, zh: `那是它的 ${other}。` },
          },
        ]
      : [];
  });
  const { hidden_size, num_attention_heads } = model.props;
  if (field !== 'head_dim' || typeof hidden_size !== 'number' || typeof num_attention_heads !== 'number')
    return numbers;
  const quotient = hidden_size / num_attention_heads;
  return [
    ...numbers,
    {
      text: shown(quotient),
      value: quotient,
      errorPath: 'width-over-heads',
      why: {
        en: 'That is hidden_size / num_attention_heads, which head_dim need not be.',
        zh: '那是 hidden_size / num_attention_heads，head_dim 不一定等于它。',
      },
    },
  ];
}

function fromOtherModels(graph: IndexedGraph, model: GraphNode, field: string): Candidate[] {
  const generationOf = (id: string) => graph.out(id, 'MEMBER_OF')[0]?.to;
  const own = generationOf(model.id);
  return graph
    .withLabel('Model')
    .filter(({ id, props }) => id !== model.id && typeof props[field] === 'number')
    .map((other) => ({ other, sibling: generationOf(other.id) === own }))
    .sort((a, b) => Number(b.sibling) - Number(a.sibling) || (a.other.id < b.other.id ? -1 : 1))
    .map(({ other }) => {
      const value = Number(other.props[field]);
      return {
        text: shown(value),
        value,
        errorPath: 'other-model',
        why: { en: `That is the value of ${other.name.en}.`, zh: `那是 ${other.name.zh} 的值。` },
      };
    });
}

export const configNumber: Template = {
  id: 'config-number',
  version: 1,
  components: (graph) =>
    graph
      .withLabel('Model')
      .flatMap(({ id, props }) =>
        Object.keys(FIELDS).flatMap((field) =>
          typeof props[field] === 'number' ? [propComponent(id, field)] : [],
        ),
      ),
  draft(graph, component) {
    const [, id = '', field = ''] = component.split(':');
    const model = graph.node(id);
    const words = FIELDS[field];
    const value = model?.props[field];
    if (!model || !words || typeof value !== 'number') return undefined;
    // Simple factors are what remains where neither the config nor other models offer enough values on both sides.
    const scaled = [1 / 2, 2, 3 / 4, 3 / 2, 1 / 4, 4, 1 / 8]
      .map((factor) => value * factor)
      .filter((number) => Number.isInteger(number) && number > 0)
      .map(
        (number): Candidate => ({
          text: shown(number),
          value: number,
          errorPath: 'off-by-a-factor',
          why: { en: 'Off by a simple factor.', zh: '差了一个简单的倍数。' },
        }),
      );
    return {
      level: 'recall',
      stem: {
        en: `According to its config, how many ${words.en} does ${model.name.en} have?`,
        zh: `按配置，${model.name.zh} 有多少${words.zh}？`,
      },
      check: { kind: 'prop', node: id, prop: field, equals: '?' },
      key: { text: shown(value), value, why: { en: `${field} = ${value}.`, zh: `${field} = ${value}。` } },
      distractors: [...fromOtherFields(model, field), ...fromOtherModels(graph, model, field), ...scaled],
      explanation: {
        en: `${model.name.en}: ${field} = ${value}.`,
        zh: `${model.name.zh}：${field} = ${value}。`,
      },
      evidence: model.evidence.filter(({ fields }) => fields === undefined || fields.includes(field)),
      about: [id],
    };
  },
};
