/** The sites of a round: whom each serves and whether its lanes are enough; while the round is open they can be added and changed. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { testing } from '../contract.ts'
import { roundWords } from '../words.ts'
import type { SiteDraft } from './open/draft.ts'
import { commonArea } from './open/estimate.ts'
import { SiteForm } from './open/site-form.tsx'
import { SiteTable } from './open/site-table.tsx'
import { useAreaTree } from './open/use-area-tree.ts'
import { peopleIn } from './open/use-due.ts'
import { openWords } from './open/words.ts'
import { RoundFrame } from './round-frame.tsx'
import type { RoundWithSites } from './use-round.ts'
import './open/open-round.css'

export default function SitesPage() {
  return <RoundFrame section="sites">{(data) => <Sites {...data} />}</RoundFrame>
}

function Sites({ round, sites }: RoundWithSites) {
  const t = useT()
  const { message } = App.useApp()
  const [editing, setEditing] = useState<{ site: SiteDraft; isNew: boolean } | null>(null)
  const mayChange = useMay(testing.operations.changeSite.roles) && round.state === 'open'
  const tree = useAreaTree(
    round.path,
    sites.flatMap((site) => site.catchment),
  )
  // The board knows how many are due in each community; parts of one are shared out by residents.
  const board = useAsk(testing.operations.board, { roundId: round.id, by: 'community' })
  const people = peopleIn(
    (board.data?.lines ?? []).map((line) => ({ path: line.path, people: line.due })),
    tree.areas,
    null,
  )
  const done = {
    refresh: [testing.room],
    onDone: () => {
      setEditing(null)
      void message.success(t(openWords.saved))
    },
  }
  const add = useAct(testing.operations.addSite, done)
  const change = useAct(testing.operations.changeSite, done)
  const act = editing?.isNew ? add : change
  const newSite = (): SiteDraft => ({
    id: freshId(),
    name: '',
    kind: 'fixed',
    lanes: 1,
    poolSize: round.poolSize,
    catchment: [],
    opensAt: round.opensAt,
    closesAt: round.closesAt,
  })
  return (
    <Block
      title={t(roundWords.sites)}
      flush
      actions={
        mayChange && (
          <Button icon={<PlusIcon />} onClick={() => setEditing({ site: newSite(), isNew: true })}>
            {t(openWords.addSite)}
          </Button>
        )
      }
    >
      <SiteTable
        sites={sites}
        tree={tree}
        people={people}
        hours={round}
        {...(mayChange ? { onEdit: (site: SiteDraft) => setEditing({ site, isNew: false }) } : {})}
      />
      {editing && (
        <SiteForm
          key={editing.site.id}
          title={t(editing.isNew ? openWords.addSite : openWords.changeSite)}
          site={editing.site}
          tree={tree}
          people={people}
          saving={act.isPending}
          problem={act.error ? t(wordsOf(act.error)) : undefined}
          onClose={() => {
            setEditing(null)
            act.reset()
          }}
          onSave={({ id, name, kind, lanes, poolSize, catchment, opensAt, closesAt }) =>
            act.mutate({
              roundId: round.id,
              id,
              name,
              kind,
              lanes,
              poolSize,
              catchment: [...catchment],
              opensAt,
              closesAt,
              path: commonArea(catchment),
            })
          }
        />
      )}
    </Block>
  )
}
