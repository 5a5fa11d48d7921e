/** What the draft cannot meet: how many and which skills, whom one rule alone keeps away, and the nearest change. */
import { useLang } from '../../../platform/web/lang.tsx'
import { skillText } from '../../staff/skills.ts'
import { blocks } from '../eligible.ts'
import type { Change, Shortfall } from '../model.ts'
import { deployWords as w } from '../words.ts'
import type { PostName } from './use-names.ts'

interface ShortfallsProps {
  readonly shortfalls: readonly Shortfall[]
  readonly posts: ReadonlyMap<string, PostName>
  readonly people: ReadonlyMap<string, string>
}

export function Shortfalls({ shortfalls, posts, people }: ShortfallsProps) {
  const { t, lang } = useLang()
  const told = (change: Change): string => {
    if (change.kind === 'move')
      return t(w.changeMove, {
        name: people.get(change.personId) ?? '',
        post: posts.get(change.fromPostId)?.name ?? '',
      })
    if (change.kind === 'rule') return t(w.changeRule, { rule: t(blocks.words[change.rule]), n: change.people })
    return change.skill === null ? t(w.changeMore) : t(w.changeMoreSkill, { skill: skillText(change.skill, lang) })
  }
  if (shortfalls.length === 0) return <p className="muted">{t(w.allMet)}</p>
  return shortfalls.map(({ postId, missing, skills, blocked, change }) => (
    <section key={postId} className="deploy-post">
      <h3>{posts.get(postId)?.name}</h3>
      <p className="deploy-mind">
        {[
          missing > 0 && t(w.shortPeople, { n: missing }),
          ...skills.map((s) => t(w.shortSkill, { skill: skillText(s.skill, lang), n: s.missing })),
        ]
          .filter(Boolean)
          .join(t(w.listed))}
      </p>
      {blocked.length > 0 && (
        <p className="muted">
          {blocked.map(({ block, people: n }) => t(w.blockedBy, { what: t(blocks.words[block]), n })).join(t(w.listed))}
        </p>
      )}
      <p>
        {t(w.nearestChange)}: {told(change)}
      </p>
    </section>
  ))
}
