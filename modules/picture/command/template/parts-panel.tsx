/** The questions that a template takes its figures from: saved reports, the daily report's parts, ready ones. */
import { Button, Select } from 'antd'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { CloseIcon } from '../../../../platform/web/desk/icons.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { builtIns, dailyQuestions } from '../../built-in.ts'
import { picture } from '../../contract.ts'
import type { Mark, TemplatePart } from '../../template.ts'
import { templateWords as w } from '../words.ts'

const MOST_PARTS = 8

interface PartsPanelProps {
  readonly parts: readonly TemplatePart[]
  readonly mayChange: boolean
  /** `marks`: what becomes of the marks, where a question goes. */
  readonly onChange: (parts: TemplatePart[], marks?: (before: readonly Mark[]) => Mark[]) => void
}

/** Without the marks of a question that went; those behind it move up. */
const without =
  (gone: number) =>
  (marks: readonly Mark[]): Mark[] =>
    marks.flatMap((mark) => {
      if (!('part' in mark.takes) || mark.takes.part < gone) return [mark]
      return mark.takes.part === gone ? [] : [{ ...mark, takes: { ...mark.takes, part: mark.takes.part - 1 } }]
    })

export function PartsPanel({ parts, mayChange, onChange }: PartsPanelProps) {
  const t = useT()
  const { area } = useDesk()
  const { data } = useAsk(picture.operations.reports, {})
  // Where the asker stands is asked each time: the same form serves every community.
  const daily = dailyQuestions('latest', area.path).map(({ question, ...rest }) => ({
    ...rest,
    question: { ...question, area: null },
  }))
  const choices = new Map<string, TemplatePart>([
    ...(data?.reports ?? []).map((r) => [`report ${r.id}`, { name: r.name, question: r.question }] as const),
    ...daily.map((d) => [`daily ${d.key}`, { name: t(d.name), question: d.question }] as const),
    ...builtIns.map((b) => [`ready ${b.key}`, { name: t(b.name), question: b.question }] as const),
  ])
  const optionsOf = (prefix: string) =>
    [...choices].filter(([key]) => key.startsWith(prefix)).map(([value, part]) => ({ value, label: part.name }))
  return (
    <Block title={t(w.parts)} note={t(w.partsNote)}>
      <ol className="template-parts">
        {parts.map((part, i) => (
          <li key={i}>
            <span>{part.name}</span>
            {mayChange && (
              <Button
                type="text"
                size="small"
                icon={<CloseIcon />}
                aria-label={t(w.removePart, { name: part.name })}
                onClick={() =>
                  onChange(
                    parts.filter((_, at) => at !== i),
                    without(i),
                  )
                }
              />
            )}
          </li>
        ))}
      </ol>
      {mayChange && parts.length < MOST_PARTS && (
        <Select<string | null>
          style={{ width: '100%' }}
          aria-label={t(w.addPart)}
          placeholder={t(w.addPart)}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { label: t(w.ofDaily), options: optionsOf('daily') },
            { label: t(w.ofReports), options: optionsOf('report') },
            { label: t(w.ofReady), options: optionsOf('ready') },
          ].filter((g) => g.options.length > 0)}
          onChange={(key) => {
            const part = key === null ? undefined : choices.get(key)
            if (part) onChange([...parts, { ...part, name: part.name.slice(0, 80) }])
          }}
        />
      )}
    </Block>
  )
}
