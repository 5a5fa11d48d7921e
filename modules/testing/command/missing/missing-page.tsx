/** Who is missing, now: the figure, the filters, and the two ways of reaching people, by telephone or at the door. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Segmented, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { DoorIcon, PhoneIcon } from '../../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { groups } from '../../../register/model.ts'
import { testing } from '../../contract.ts'
import { contactOutcomes, type Round } from '../../model.ts'
import { useAreaName } from '../area-words.tsx'
import { RoundFrame } from '../round-frame.tsx'
import type { RoundWithSites } from '../use-round.ts'
import { CallList } from './call-list.tsx'
import { DoorList } from './door-list.tsx'
import { Queues } from './queues.tsx'
import { type MissingQuestion, useMissing } from './use-missing.ts'
import { missingWords } from './words.ts'
import './missing-page.css'

interface Search {
  readonly under?: string
  readonly mode?: 'call' | 'door'
}
type OutcomeFilter = NonNullable<MissingQuestion['outcome']>
type GroupFilter = NonNullable<MissingQuestion['groups']>

export default function MissingPage() {
  return (
    <RoundFrame section="missing" actions={({ round }) => <ExportMissing round={round} />}>
      {(data) => <MissingOf {...data} />}
    </RoundFrame>
  )
}

/** The list of the area chosen, in the order of the way chosen. */
function ExportMissing({ round }: { round: Round }) {
  const { t, lang } = useLang()
  const { under, mode } = useSearch({ strict: false }) as Search
  const may = useMay(testing.operations.exportMissing.roles)
  if (!may) return null
  return (
    <ExportButton
      label={t(missingWords.export)}
      title={t(missingWords.exportTitle)}
      start={(purpose) =>
        call(testing.operations.exportMissing, {
          roundId: round.id,
          order: mode ?? 'call',
          purpose,
          lang,
          ...(under ? { under } : {}),
        })
      }
    />
  )
}

function MissingOf({ round }: RoundWithSites) {
  const { t } = useLang()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const mode = search.mode ?? 'call'
  const [text, setText] = useState('')
  const [group, setGroup] = useState<GroupFilter>([])
  const [outcome, setOutcome] = useState<OutcomeFilter>([])
  const asked = useDeferredValue(text.trim())
  const mayAct = useMay(testing.operations.recordTries.roles) && round.state === 'open'
  const areaName = useAreaName(search.under, round.path)
  const area = search.under ? { under: search.under } : {}
  const question: MissingQuestion = {
    roundId: round.id,
    ...area,
    ...(asked ? { text: asked } : {}),
    ...(group.length > 0 ? { groups: group } : {}),
    ...(outcome.length > 0 ? { outcome } : {}),
  }
  const missing = useMissing({ ...question, order: mode, limit: 100 }, { top: round.path })
  const go = (next: Search) =>
    void navigate({ to: `/testing/rounds/${round.id}/missing`, search: next as never, replace: true })
  const narrowed = asked !== '' || group.length > 0 || outcome.length > 0
  return (
    <>
      <Figures label={t(missingWords.missingNow)}>
        <Figure
          lead
          label={areaName ? t(missingWords.inArea, { area: areaName }) : t(missingWords.missingNow)}
          value={missing.total ?? null}
          {...(round.state === 'open' && (missing.total ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        />
        <Queues roundId={round.id} {...area} go={setOutcome} />
      </Figures>
      <Block flush>
        <div className="missing-bar">
          <Segmented
            aria-label={t(missingWords.mode)}
            value={mode}
            onChange={(value) => go({ ...search, mode: value as 'call' | 'door' })}
            options={[
              { value: 'call', label: t(missingWords.call), icon: <PhoneIcon /> },
              { value: 'door', label: t(missingWords.door), icon: <DoorIcon /> },
            ]}
          />
          <div className="missing-area">
            <AreaPicker
              root={{ path: round.path, name: round.areaName }}
              value={search.under ?? round.path}
              shownAs={areaName}
              label={t(missingWords.area)}
              onChange={(path) => go(path === round.path ? { mode } : { under: path, mode })}
            />
          </div>
          <Input.Search
            allowClear
            className="missing-text"
            aria-label={t(missingWords.search)}
            placeholder={t(missingWords.search)}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Select<GroupFilter>
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            maxTagCount="responsive"
            className="missing-pick"
            aria-label={t(missingWords.group)}
            placeholder={t(missingWords.group)}
            value={group}
            onChange={setGroup}
            options={groups.values.map((value) => ({ value, label: t(groups.words[value]) }))}
          />
          <Select<OutcomeFilter>
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            maxTagCount="responsive"
            className="missing-pick"
            aria-label={t(missingWords.outcome)}
            placeholder={t(missingWords.outcome)}
            value={outcome}
            onChange={setOutcome}
            options={[
              { value: 'not-tried' as const, label: t(missingWords.notTried) },
              ...contactOutcomes.values.map((value) => ({ value, label: t(contactOutcomes.words[value]) })),
            ]}
          />
        </div>
        <Answer of={missing.query} height={320}>
          {() =>
            missing.total === 0 ? (
              <Nothing
                title={t(narrowed ? missingWords.nobodyFound : missingWords.nobody)}
                hint={narrowed ? undefined : t(missingWords.nobodyHint)}
              />
            ) : mode === 'call' ? (
              <CallList roundId={round.id} missing={missing} mayAct={mayAct} />
            ) : (
              <DoorList round={round} question={question} total={missing.total} mayAct={mayAct} />
            )
          }
        </Answer>
      </Block>
    </>
  )
}
