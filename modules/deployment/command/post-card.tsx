/** One post on the board: what it is, what is short, who stands on it, and what can be done about it. */
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { serverNow, wordsOf, type OutputFor } from '../../../platform/web/client.ts'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { skillText } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import type { Seat } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { BriefingDialog } from './briefing-dialog.tsx'
import { MoveDialog, OffDialog, PersonDialog } from './move-dialogs.tsx'
import { PostDialog } from './post-dialog.tsx'
import { SeatTable } from './seat-table.tsx'
import { shiftText } from './shift-text.ts'
import { useDo } from './use-deployment.ts'

const ops = deployment.operations
export type BoardPlace = OutputFor<typeof ops.board>['places'][number]
export type BoardPost = BoardPlace['posts'][number]

type Shown =
  | { readonly kind: 'change' | 'person' | 'briefing' }
  | { readonly kind: 'move' | 'off'; readonly seat: Seat }
interface CardProps {
  readonly post: BoardPost
  readonly day: string
  readonly operationId: string
  /** Where somebody may be moved to. */
  readonly all: readonly { readonly value: string; readonly label: string }[]
}

export function PostCard({ post, day, operationId, all }: CardProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setShown(null)
  const came = useDo(ops.noteCame)
  const finish = useAct(ops.finishPost, {
    refresh: [deployment.room],
    onDone: ({ left }) => void message.success(t(w.finished, { n: left })),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const waiting = post.seats.filter((seat) => seat.cameAt === null)
  const here = post.seats.filter((seat) => seat.cameAt !== null && seat.leftAt === null)
  const missing = post.needed - post.seats.length
  return (
    <section className="deploy-post" aria-label={`${post.task} ${shiftText(post)}`}>
      <header>
        <div>
          <h3>
            {post.task} <span className="muted">{shiftText(post)}</span>
          </h3>
          <div className="deploy-tags">
            <span>
              {post.seats.length}/{post.needed}
            </span>
            {missing > 0 && <Tag className="deploy-lacks">{t(w.shortPeople, { n: missing })}</Tag>}
            {post.short.map(({ skill, missing: n }) => (
              <Tag key={skill} className="deploy-lacks">
                {t(w.shortSkill, { skill: skillText(skill, lang), n })}
              </Tag>
            ))}
            {missing <= 0 && post.short.length === 0 && <Tag>{t(w.enough)}</Tag>}
            {post.night && <Tag>{t(w.nightTag)}</Tag>}
            {post.risky && <Tag>{t(w.riskyTag)}</Tag>}
          </div>
        </div>
        <div className="deploy-acts">
          {waiting.length > 0 && (
            <Button
              size="small"
              loading={came.isPending}
              onClick={() =>
                came.mutate({
                  items: waiting.map(({ placementId }) => ({
                    ...{ id: freshId(), placementId, at: new Date(serverNow()).toISOString() },
                  })),
                })
              }
            >
              {t(w.allCame)}
            </Button>
          )}
          {here.length > 0 && (
            <Button size="small" loading={finish.isPending} onClick={() => finish.mutate({ postId: post.id })}>
              {t(w.finish)}
            </Button>
          )}
          <Button size="small" onClick={() => setShown({ kind: 'person' })}>
            {t(w.addPerson)}
          </Button>
          <Button size="small" onClick={() => setShown({ kind: 'briefing' })}>
            {t(w.briefing)}
          </Button>
          <Button size="small" onClick={() => setShown({ kind: 'change' })}>
            {t(w.changePost)}
          </Button>
        </div>
      </header>
      {post.seats.length === 0 ? (
        <p className="muted">{t(w.nobody)}</p>
      ) : (
        <SeatTable
          label={post.task}
          seats={post.seats}
          onMove={(seat) => setShown({ kind: 'move', seat })}
          onOff={(seat) => setShown({ kind: 'off', seat })}
        />
      )}
      {shown?.kind === 'change' && <PostDialog placeId={post.placeId} day={day} post={post} onClose={close} />}
      {shown?.kind === 'person' && <PersonDialog postId={post.id} operationId={operationId} onClose={close} />}
      {shown?.kind === 'briefing' && (
        <BriefingDialog
          of="post"
          ofId={post.id}
          briefing={post.briefing}
          people={post.seats.map(({ personId }) => personId)}
          onClose={close}
        />
      )}
      {shown?.kind === 'move' && (
        <MoveDialog seat={shown.seat} posts={all.filter(({ value }) => value !== post.id)} onClose={close} />
      )}
      {shown?.kind === 'off' && <OffDialog seat={shown.seat} onClose={close} />}
    </section>
  )
}
