/** What communities are asked to fill in by hand: how much it is, who asks for it, on what basis, and until when. */
import { Link } from '@tanstack/react-router'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Bar } from '../../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { useMay } from '../../../../platform/web/session.tsx'
import { picture } from '../../contract.ts'
import { type Field, fieldLevels, fieldStates } from '../../field.ts'
import { daysBetween } from '../../field-rules.ts'
import { LoadFigures } from '../load-figures.tsx'
import { fieldWords as w } from '../words.ts'
import './fields.css'

const { fieldAsked, fieldWithdrawn, fieldFilled } = picture.events
const topics = [fieldAsked.type, fieldWithdrawn.type, fieldFilled.type]

export default function FieldsPage() {
  const t = useT()
  const mayAsk = useMay(picture.operations.askField.roles)
  const all = useAsk(picture.operations.fields, {})
  useLive(topics, () => void all.refetch(), { onRestart: () => void all.refetch() })
  const today = shanghaiDay(serverNow())
  const columns: Column<Field>[] = [
    {
      key: 'name',
      title: w.name,
      cell: (f) => (
        <>
          <Link to={`/fields/${f.id}`}>{f.name}</Link>
          <div className="muted">{f.purpose}</div>
        </>
      ),
    },
    {
      key: 'owner',
      title: w.owner,
      width: 190,
      cell: (f) => (
        <>
          {f.body}
          <div className="muted">{f.person}</div>
        </>
      ),
    },
    {
      key: 'basis',
      title: w.basis,
      width: 230,
      cell: (f) => (
        <>
          {f.basis.title}
          <div className="muted">
            {f.basis.issuer} {f.basis.number}
          </div>
        </>
      ),
    },
    { key: 'level', title: w.level, width: 110, cell: (f) => t(fieldLevels.words[f.level]) },
    {
      key: 'ends',
      title: w.ends,
      width: 130,
      cell: (f) => (
        <>
          {f.endsOn}
          {f.state === 'asked' && (
            <div className="muted">
              {f.endsOn === today ? t(w.lastDay) : t(w.daysLeft, { n: daysBetween(today, f.endsOn) - 1 })}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'filled',
      title: w.filled,
      width: 110,
      cell: (f) => (
        <>
          {t(w.of, { filled: f.filled, areas: f.areas })}
          <Bar part={f.filled} whole={f.areas} label={t(w.of, { filled: f.filled, areas: f.areas })} />
        </>
      ),
    },
    { key: 'state', title: w.state, width: 90, cell: (f) => t(fieldStates.words[f.state]) },
  ]
  return (
    <DeskPage
      title={t(w.title)}
      lead={t(w.lead)}
      actions={
        mayAsk && (
          <LinkButton to="/fields/new" type="primary" icon={<PlusIcon />}>
            {t(w.ask)}
          </LinkButton>
        )
      }
    >
      <LoadFigures />
      <Block flush>
        <Answer of={all} height={240}>
          {({ fields }) => (
            <DataTable
              id="picture.fields"
              label={t(w.title)}
              columns={columns}
              rows={fields}
              rowKey={(f) => f.id}
              rowTone={(f) =>
                f.state === 'ended' || f.state === 'withdrawn'
                  ? 'quiet'
                  : f.state === 'asked' && f.filled < f.areas
                    ? 'hand'
                    : undefined
              }
              empty={<Nothing title={t(w.none)} hint={t(w.noneHint)} />}
            />
          )}
        </Answer>
      </Block>
    </DeskPage>
  )
}
