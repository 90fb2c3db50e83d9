import type { Bilingual, GraphNode } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { type Candidate, propComponent, type Template } from '../template';

/**
 * Config fields that are asked, as questions in which `{model}` stands for the name. All are closed: a model has one
 * value, and the pack gives it or does not.
 */
const QUESTIONS: Readonly<Record<string, Bilingual>> = {
  num_hidden_layers: { en: 'How many layers does {model} have?', zh: '{model} 有多少层？' },
  hidden_size: {
    en: 'What is the model width (hidden_size) of {model}?',
    zh: '{model} 的模型宽度（hidden_size）是多少？',
  },
  num_attention_heads: {
    en: 'How many query heads does a full-attention layer of {model} have?',
    zh: '{model} 的每个全注意力层有多少个查询头？',
  },
  num_key_value_heads: {
    en: 'How many key-value heads does a full-attention layer of {model} have?',
    zh: '{model} 的每个全注意力层有多少个 KV 头？',
  },
  head_dim: {
    en: 'How many dimensions does an attention head of {model} have?',
    zh: '{model} 的注意力头是多少维（head_dim）？',
  },
  num_experts: {
    en: 'How many routed experts does an MoE layer of {model} have?',
    zh: '{model} 的每个 MoE 层有多少个路由专家？',
  },
  num_experts_per_tok: {
    en: 'How many routed experts does {model} choose for a token in each MoE layer?',
    zh: '{model} 在每个 MoE 层为每个 token 选择多少个路由专家？',
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

function shown(value: number): Pick<Candidate, 'text' | 'value' | 'order'> {
  const text = value.toLocaleString('en-US');
  return { text: { en: text, zh: text }, value, order: value };
}

function fromOtherFields(model: GraphNode, field: string): Candidate[] {
  const numbers = (CONFUSED[field] ?? []).flatMap((other): Candidate[] => {
    const value = model.props[other];
    if (typeof value !== 'number' || value <= 0) return [];
    return [
      {
        ...shown(value),
        errorPath: `read-${other}`,
        why: { en: `That is its ${other}.`, zh: `那是它的 ${other}。` },
      },
    ];
  });
  const { hidden_size, num_attention_heads } = model.props;
  if (field !== 'head_dim' || typeof hidden_size !== 'number' || typeof num_attention_heads !== 'number')
    return numbers;
  return [
    ...numbers,
    {
      ...shown(hidden_size / num_attention_heads),
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
    .map(({ other }) => ({
      ...shown(Number(other.props[field])),
      errorPath: 'other-model',
      why: { en: `That is the value of ${other.name.en}.`, zh: `那是 ${other.name.zh} 的值。` },
    }));
}

/** What remains where neither the config nor other models offer enough values on both sides of the key. */
function scaled(value: number): Candidate[] {
  return [1 / 2, 2, 3 / 4, 3 / 2, 1 / 4, 4, 1 / 8]
    .map((factor) => value * factor)
    .filter((number) => Number.isInteger(number) && number > 0)
    .map((number) => ({
      ...shown(number),
      errorPath: 'off-by-a-factor',
      why: { en: 'Off by a simple factor.', zh: '差了一个简单的倍数。' },
    }));
}

export const configNumber: Template = {
  id: 'config-number',
  version: 1,
  components: (graph) =>
    graph
      .withLabel('Model')
      .flatMap(({ id, props }) =>
        Object.keys(QUESTIONS).flatMap((field) =>
          typeof props[field] === 'number' ? [propComponent(id, field)] : [],
        ),
      ),
  draft(graph, component) {
    const [, id = '', field = ''] = component.split(':');
    const model = graph.node(id);
    const question = QUESTIONS[field];
    const value = model?.props[field];
    if (!model || !question || typeof value !== 'number') return undefined;
    const statement = `${field} = ${value}`;
    return {
      level: 'recall',
      stem: {
        en: question.en.replace('{model}', model.name.en),
        zh: question.zh.replace('{model}', model.name.zh),
      },
      check: { kind: 'prop', node: id, prop: field, equals: '?' },
      key: { ...shown(value), why: { en: `${statement}.`, zh: `${statement}。` } },
      distractors: [
        ...fromOtherFields(model, field),
        ...fromOtherModels(graph, model, field),
        ...scaled(value),
      ],
      explanation: { en: `${model.name.en}: ${statement}.`, zh: `${model.name.zh}：${statement}。` },
      evidence: model.evidence.filter(({ fields }) => fields === undefined || fields.includes(field)),
      about: [id],
    };
  },
};
