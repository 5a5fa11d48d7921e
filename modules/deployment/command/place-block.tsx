/** A place with its posts of the day; its sheet on paper, booked, and the personal links of whoever stands there. */
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { call, wordsOf, type OutputFor } from '../../../platform/web/client.ts'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import { PlaceDialog } from './place-dialog.tsx'
import { type BoardPlace, PostCard } from './post-card.tsx'
import { PostDialog } from './post-dialog.tsx'
import { LinksPaper, linkOf, SheetPaper } from './papers.tsx'

const ops = deployment.operations
type Links = OutputFor<typeof ops.issueLinks>['links']

interface BlockProps {
  readonly place: BoardPlace
  readonly day: string
  readonly operationId: string
  readonly all: readonly { readonly value: string; readonly label: string }[]
}

export function PlaceBlock({ place, day, operationId, all }: BlockProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [shown, setShown] = useState<'change' | 'post' | null>(null)
  const [links, setLinks] = useState<Links | null>(null)
  const people = [...new Set(place.posts.flatMap((post) => post.seats.map(({ personId }) => personId)))]
  const issue = useAct(ops.issueLinks, {
    onDone: (made) => setLinks(made.links),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const close = () => setShown(null)
  return (
    <Block
      title={place.name}
      note={[place.areaName, place.address, place.contactName, place.contactPhone].filter(Boolean).join(' · ')}
      actions={
        <>
          {people.length > 0 && (
            <>
              <Button loading={issue.isPending} onClick={() => issue.mutate({ operationId, people })}>
                {t(w.links)}
              </Button>
              <PrintButton
                label={t(w.sheet)}
                title={t(w.sheet)}
                read={(purpose) => call(ops.bookSheet, { placeId: place.id, day, purpose, lang })}
                paper={({ watermark }, onPrinted) => (
                  <SheetPaper place={place} day={day} watermark={watermark} onPrinted={onPrinted} />
                )}
              />
            </>
          )}
          <Button onClick={() => setShown('change')}>{t(w.changePlace)}</Button>
          <Button type="primary" onClick={() => setShown('post')}>
            {t(w.addPost)}
          </Button>
        </>
      }
    >
      {place.posts.length === 0 && <p className="muted">{t(w.noPosts)}</p>}
      {place.posts.map((post) => (
        <PostCard key={post.id} post={post} day={day} operationId={operationId} all={all} />
      ))}
      {shown === 'change' && <PlaceDialog place={place} operationId={operationId} onClose={close} />}
      {shown === 'post' && <PostDialog placeId={place.id} day={day} post={null} onClose={close} />}
      {links && <LinksDialog links={links} onClose={() => setLinks(null)} />}
    </Block>
  )
}

function LinksDialog({ links, onClose }: { links: Links; onClose: () => void }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [printing, print] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(links.map(({ name, key }) => `${name} ${linkOf(key)}`).join('\n'))
    void message.success(t(w.linksCopied))
  }
  return (
    <Modal
      open
      title={t(w.links)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(web.close)}</Button>
          <Button onClick={() => void copy()}>{t(w.linksCopy)}</Button>
          <Button type="primary" onClick={() => print(true)}>
            {t(w.linksPrint)}
          </Button>
        </>
      }
    >
      <p className="muted">{t(w.linksLead)}</p>
      <ul className="deploy-links">
        {links.map(({ personId, name, key }) => (
          <li key={personId}>
            <strong>{name}</strong> <span className="mono">{linkOf(key)}</span>
          </li>
        ))}
      </ul>
      {printing && <LinksPaper links={links} onPrinted={() => print(false)} />}
    </Modal>
  )
}
