/** Who stands where on a day: what is short first, then every place with its posts and names. */
import { Button } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { call, serverNow } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { deployment } from '../contract.ts'
import { deployWords as w, postListWords } from '../words.ts'
import { PlaceBlock } from './place-block.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { shiftText } from './shift-text.ts'
import { useOpenOperation } from './use-deployment.ts'
import './deployment.css'

export default function BoardPage() {
  const t = useT()
  const operation = useOpenOperation()
  if (!operation)
    return (
      <DeskPage title={t(w.title)} lead={t(w.lead)}>
        <NoOperation />
      </DeskPage>
    )
  return <Board key={operation.id} operationId={operation.id} />
}

function Board({ operationId }: { operationId: string }) {
  const { t, lang } = useLang()
  const [day, setDay] = useState(() => shanghaiDay(serverNow()))
  const [adding, setAdding] = useState(false)
  const asked = useAsk(deployment.operations.board, { operationId, day }, { keep: true })
  const add = (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {t(w.addPlace)}
    </Button>
  )
  const f = asked.data?.figures
  return (
    <DeskPage
      title={t(w.title)}
      lead={t(w.lead)}
      actions={
        <div className="deploy-head">
          <DayPicker label={t(w.day)} value={day} onChange={(next) => next && setDay(next)} />
          {add}
        </div>
      }
    >
      <nav className="deploy-ways" aria-label={t(w.ways)}>
        <LinkButton to="/deployment/at-hand">
          {t(w.atHand)}
          {asked.data ? ` ${asked.data.atHand}` : ''}
        </LinkButton>
        <LinkButton to="/deployment/draft">{t(w.draft)}</LinkButton>
        <LinkButton to="/deployment/groups">{t(w.groups)}</LinkButton>
        <LinkButton to="/deployment/imports">{t(postListWords.title)}</LinkButton>
        <ExportButton
          title={t(postListWords.exportTitle)}
          start={(purpose) => call(deployment.operations.exportPosts, { operationId, purpose, lang })}
        />
      </nav>
      <Figures label={t(w.title)}>
        <Figure lead label={t(w.short)} value={f?.short ?? null} {...(f?.short ? { tone: 'hand' as const } : {})} />
        <Figure label={t(w.needed)} value={f?.needed ?? null} />
        <Figure label={t(w.placed)} value={f?.placed ?? null} />
        <Figure
          label={t(w.confirmed)}
          value={f?.confirmed ?? null}
          {...(f ? { note: t(w.ofToConfirm, { n: f.toConfirm }) } : {})}
        />
        <Figure label={t(w.here)} value={f?.here ?? null} />
      </Figures>
      <Answer of={asked}>
        {({ places }) => {
          const all = places.flatMap((place) =>
            place.posts.map((post) => ({ value: post.id, label: `${place.name} · ${post.task} · ${shiftText(post)}` })),
          )
          if (places.length === 0)
            return (
              <Block>
                <Nothing title={t(w.none)} hint={t(w.noneHint)} action={add} />
              </Block>
            )
          return places.map((place) => (
            <PlaceBlock key={place.id} place={place} day={day} operationId={operationId} all={all} />
          ))
        }}
      </Answer>
      {adding && <PlaceDialog place={null} operationId={operationId} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}
