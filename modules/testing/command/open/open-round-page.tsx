/** Plans a testing round and opens it: who, where and when on the left; what it takes, live, on the right. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { operations } from '../../../operation/contract.ts'
import type { Operation } from '../../../operation/model.ts'
import { roundWords } from '../../words.ts'
import { useRounds } from '../use-rounds.ts'
import type { SiteDraft } from './draft.ts'
import { OpenSide } from './open-side.tsx'
import { RoundFields } from './round-fields.tsx'
import { SiteForm } from './site-form.tsx'
import { SiteTable } from './site-table.tsx'
import { useRoundPlan } from './use-round-plan.ts'
import { openWords } from './words.ts'
import './open-round.css'

export default function OpenRoundPage() {
  const { t } = useLang()
  const { operation } = useDesk()
  const rounds = useRounds(operation?.id)
  const whole = useAsk(operations.operations.operation, { id: operation?.id ?? '' }, { when: operation !== null })
  const back = { to: '/testing', label: t(roundWords.allRounds) }
  if (operation === null || !operation.open)
    return (
      <DeskPage title={t(openWords.title)} back={back}>
        <Block>
          <Nothing
            title={t(roundWords.noOperation)}
            hint={t(roundWords.noOperationHint)}
            action={
              <LinkButton to="/operations" type="primary">
                {t(roundWords.toOperations)}
              </LinkButton>
            }
          />
        </Block>
      </DeskPage>
    )
  if (rounds.isPending || !whole.data)
    return (
      <DeskPage title={t(openWords.title)} back={back}>
        <Answer of={whole} height={320}>
          {() => null}
        </Answer>
      </DeskPage>
    )
  return <OpenRound key={operation.id} operation={whole.data} before={rounds.data?.rounds.length ?? 0} />
}

/** Tomorrow 08:00 to 18:00 in Shanghai: nobody opens a round for this very hour without saying so. */
function usualHours(): { opensAt: string; closesAt: string } {
  const tomorrow = shanghaiDay(serverNow() + 24 * 3_600_000)
  return {
    opensAt: new Date(`${tomorrow}T08:00:00+08:00`).toISOString(),
    closesAt: new Date(`${tomorrow}T18:00:00+08:00`).toISOString(),
  }
}

function OpenRound({ operation, before }: { operation: Operation; before: number }) {
  const { t, lang } = useLang()
  const { area } = useDesk()
  // The round lies within the operation's area and within mine.
  const top = operation.path.startsWith(area.path) ? { path: operation.path, name: operation.areaName } : area
  const plan = useRoundPlan(() => ({
    name: t(openWords.nameFirst, { n: before + 1 }),
    path: top.path,
    kind: 'whole',
    groups: [],
    batches: [],
    poolSize: 10,
    ...usualHours(),
  }))
  const [editing, setEditing] = useState<SiteDraft | null>(null)
  const { draft, sites, tree, within, crowded } = plan
  const names = (paths: readonly string[]) => paths.map(tree.nameOf).join(lang === 'zh' ? '、' : ', ')
  return (
    <DeskPage
      title={t(openWords.title)}
      lead={t(openWords.lead)}
      back={{ to: '/testing', label: t(roundWords.allRounds) }}
    >
      <div className="open-round">
        <div className="open-form">
          <Block note={t(openWords.inOperation, { name: operation.name })} title={t(openWords.who)}>
            <RoundFields plan={plan} top={top} />
          </Block>
          <Block
            title={t(openWords.sites)}
            note={t(openWords.sitesNote)}
            flush
            actions={
              <>
                {crowded.length > 1 && (
                  <Button title={t(openWords.splitHint)} onClick={() => void plan.split(crowded)}>
                    {t(openWords.splitAll)}
                  </Button>
                )}
                {plan.isOwn && <Button onClick={plan.propose}>{t(openWords.repropose)}</Button>}
                <Button icon={<PlusIcon />} onClick={() => setEditing(plan.newSite())}>
                  {t(openWords.addSite)}
                </Button>
              </>
            }
          >
            <SiteTable
              sites={sites}
              tree={tree}
              people={within}
              hours={draft}
              onEdit={setEditing}
              onSplit={(site) => void plan.split([site])}
              onRemove={plan.remove}
            />
            {plan.gaps.length > 0 && sites.length > 0 && (
              <Alert banner type="warning" title={t(openWords.notCovered, { areas: names(plan.gaps) })} />
            )}
            {plan.twice.length > 0 && (
              <Alert banner type="info" title={t(openWords.twice, { areas: names(plan.twice) })} />
            )}
            {tree.error && <Alert banner type="error" title={t(wordsOf(tree.error))} />}
          </Block>
        </div>
        <OpenSide operation={operation} plan={plan} />
      </div>
      {editing && (
        <SiteForm
          title={t(plan.has(editing) ? openWords.changeSite : openWords.addSite)}
          site={editing}
          tree={tree}
          people={within}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            plan.save(saved)
            setEditing(null)
          }}
        />
      )}
    </DeskPage>
  )
}
