/** The draft by post: who is proposed and why; dragged or picked to another post, which pins them. */
import { Select, Switch } from 'antd'
import { useState } from 'react'
import { useLang } from '../../../platform/web/lang.tsx'
import { skillText } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import { blocks } from '../eligible.ts'
import type { Because, Draft, DraftSeat } from '../model.ts'
import { nearnesses } from '../nearness.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'
import type { PostName } from './use-names.ts'

const NOWHERE = 'nowhere'

function useWhy(): (why: Because) => string {
  const { t, lang } = useLang()
  return ({ nearness, skills, recentDays, hours }) =>
    [
      ...skills.map((skill) => t(w.whySkill, { skill: skillText(skill, lang) })),
      t(nearnesses.words[nearness]),
      recentDays > 0 ? t(w.whyRecent, { n: recentDays }) : t(w.whyRested),
      t(w.whyHours, { n: hours }),
    ].join(t(w.listed))
}

export function DraftSeats({ draft, posts }: { draft: Draft; posts: ReadonlyMap<string, PostName> }) {
  const { t } = useLang()
  const why = useWhy()
  const [held, setHeld] = useState<DraftSeat | null>(null)
  const move = useDo(deployment.operations.moveSeat)
  const put = (seat: DraftSeat, toPostId: string | null, pinned = true) =>
    move.mutate({
      ...{ draftId: draft.id, version: draft.version, personId: seat.personId, pinned },
      ...{ fromPostId: seat.postId, toPostId },
    })
  const choices = [
    ...[...posts.values()].map(({ id, name }) => ({ value: id, label: name })),
    { value: NOWHERE, label: t(w.nowhere) },
  ]
  return [...posts.values()].map((post) => {
    const seats = draft.seats.filter(({ postId }) => postId === post.id)
    return (
      <section
        key={post.id}
        className={held && held.postId !== post.id ? 'deploy-post deploy-target' : 'deploy-post'}
        aria-label={post.name}
        onDragOver={(event) => held && event.preventDefault()}
        onDrop={() => {
          if (held && held.postId !== post.id) put(held, post.id)
          setHeld(null)
        }}
      >
        <header>
          <h3>
            {post.name}{' '}
            <span className="muted">
              {seats.length + post.standing.length}/{post.needed}
            </span>
          </h3>
        </header>
        {post.standing.length > 0 && (
          <p className="muted">
            {t(w.placed)}: {post.standing.map(({ name }) => name).join(t(w.listed))}
          </p>
        )}
        {seats.length > 0 && (
          <table className="deploy-seats deploy-proposed" aria-label={post.name}>
            <thead>
              <tr>
                {[w.name, w.why, w.pin, w.where].map((word) => (
                  <th key={word[1]} scope="col">
                    {t(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seats.map((seat) => (
                <tr
                  key={seat.personId}
                  draggable
                  onDragStart={(event) => {
                    // Firefox drags nothing that carries nothing.
                    event.dataTransfer.setData('text/plain', seat.name)
                    event.dataTransfer.effectAllowed = 'move'
                    setHeld(seat)
                  }}
                  onDragEnd={() => setHeld(null)}
                >
                  <th scope="row">
                    {seat.name}
                    <div className="muted">{seat.department}</div>
                  </th>
                  <td className="deploy-why">
                    {why(seat.because)}
                    {seat.because.against.length > 0 && (
                      <div className="deploy-mind">
                        {t(w.against, { what: seat.because.against.map((b) => t(blocks.words[b])).join(t(w.listed)) })}
                      </div>
                    )}
                  </td>
                  <td>
                    <Switch
                      size="small"
                      checked={seat.pinned}
                      aria-label={t(w.pinThis, { name: seat.name })}
                      onChange={(pinned) => put(seat, seat.postId, pinned)}
                    />
                  </td>
                  <td>
                    <Select
                      size="small"
                      aria-label={t(w.moveTo, { name: seat.name })}
                      style={{ width: 150 }}
                      popupMatchSelectWidth={false}
                      value={seat.postId}
                      options={choices}
                      onChange={(to) => put(seat, to === NOWHERE ? null : to)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    )
  })
}
