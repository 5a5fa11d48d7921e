/** What comes out of a template's questions, and what a cell takes of it, in a few words. */
import type { Word } from '../../../../platform/pure/words.ts'
import type { Params } from '../../../../platform/pure/words.ts'
import type { Field } from '../../field.ts'
import { outputsOf } from '../../output.ts'
import { sourceOf } from '../../sources.ts'
import { facts, type PartOutputs, type Takes, type TemplatePart } from '../../template.ts'
import { templateWords as w } from '../words.ts'

type Say = (word: Word, params?: Params) => string

export const partOutputsOf = (parts: readonly TemplatePart[], fields: readonly Field[]): PartOutputs[] => {
  const known = new Map(fields.map((f) => [f.id, f]))
  return parts.map(({ question }) => {
    const source = sourceOf(question.source)
    return {
      list: question.rows.by === 'each' || question.rows.groups.length > 0,
      titles: source ? outputsOf(question, source, known).map((o) => o.title) : [],
    }
  })
}

/** `分社区 · 应检（往下填）` */
export function takesWords(
  takes: Takes,
  parts: readonly TemplatePart[],
  outputs: readonly PartOutputs[],
  t: Say,
): string {
  if (takes.kind === 'fact') return t(facts.words[takes.fact])
  const title = outputs[takes.part]?.titles[takes.output]
  const names = { part: parts[takes.part]?.name ?? '', column: title ? t(title) : '' }
  if (takes.kind === 'list') return t(w.isList, names)
  return takes.keys === null
    ? `${names.part} · ${names.column}`
    : t(w.isValue, { ...names, keys: takes.keys.join(' ') })
}
