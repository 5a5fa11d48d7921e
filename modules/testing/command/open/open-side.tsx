/** Beside the form: what the round takes, why it cannot be opened yet, and opening it. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import type { Operation } from '../../../operation/model.ts'
import { testing } from '../../contract.ts'
import { commonArea } from './estimate.ts'
import { SizePanel } from './size-panel.tsx'
import type { RoundPlan } from './use-round-plan.ts'
import { openWords } from './words.ts'

export function OpenSide({ operation, plan }: { operation: Operation; plan: RoundPlan }) {
  const { t, lang } = useLang()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  // One id for this form: sending twice cannot make two rounds.
  const [id] = useState(freshId)
  const { draft, scope, sites, size, why, within } = plan
  const due = size.data?.due
  const open = useAct(testing.operations.openRound, {
    refresh: [testing.room],
    onDone: (round) => void navigate({ to: `/testing/rounds/${round.id}` }),
  })
  const confirm = () => {
    if (!scope) return
    const name = draft.name.trim()
    modal.confirm({
      title: t(openWords.confirmTitle, { name }),
      content: t(openWords.confirmText, {
        n: count(due ?? 0, lang),
        sites: sites.length,
        lanes: sites.reduce((sum, site) => sum + site.lanes, 0),
      }),
      okText: t(openWords.openPlain),
      onOk: () =>
        open
          .mutateAsync({
            id,
            operationId: operation.id,
            path: draft.path,
            name,
            scope,
            poolSize: draft.poolSize,
            opensAt: draft.opensAt,
            closesAt: draft.closesAt,
            sites: sites.map((site) => ({ ...site, path: commonArea(site.catchment) })),
          })
          .catch(() => undefined),
    })
  }
  return (
    <aside className="open-side" aria-label={t(openWords.sizeTitle)}>
      <Block title={t(openWords.sizeTitle)}>
        <SizePanel
          size={size}
          sites={sites}
          people={within}
          poolSize={draft.poolSize}
          idle={scope === null || plan.hours === 0}
        />
        {why.length > 0 && (
          <div className="open-why" role="status">
            {t(openWords.fixFirst)}
            <ul>
              {why.map((word) => (
                <li key={word[0]}>{t(word)}</li>
              ))}
            </ul>
          </div>
        )}
        {open.error && <Alert type="error" showIcon title={t(wordsOf(open.error))} />}
        <Button
          type="primary"
          size="large"
          block
          disabled={plan.proposing || why.length > 0 || !due}
          loading={open.isPending}
          onClick={confirm}
        >
          {due !== undefined && scope ? t(openWords.open, { n: count(due, lang) }) : t(openWords.openPlain)}
        </Button>
      </Block>
    </aside>
  )
}
