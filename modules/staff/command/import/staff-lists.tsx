/** Lists of staff on the desk: what they are called, which departments they would make, and what becomes of them. */
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import type { ListDesk, ListView } from '../../../../platform/web/desk/lists/list-desk.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { changeText } from '../../change-text.ts'
import { staff } from '../../contract.ts'
import { importFields } from '../../list-fields.ts'
import { staffListWords as w } from '../../words.ts'
import '../staff.css'

/** Seen before anything is written. */
function NewDepartments({ view }: { view: ListView }) {
  const { t, lang } = useLang()
  const asked = useAsk(
    staff.operations.newDepartments,
    { importId: view.id },
    { when: view.state === 'ready', staleTime: 0 },
  )
  const made = asked.data?.departments ?? []
  if (view.state !== 'ready' || made.length === 0) return null
  return (
    <Block title={t(w.newDepartments, { n: count(made.length, lang) })} note={t(w.newDepartmentsHint)}>
      <ul className="staff-made">
        {made.map(({ name, people }) => (
          <li key={name}>
            {name} <span className="muted">{t(w.people, { n: count(people, lang) })}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}

export const staffLists: ListDesk = {
  room: staff.room,
  operations: staff.operations,
  fields: importFields,
  base: '/staff/imports',
  home: '/staff',
  changeText,
  verdicts: { conflict: w.contradicts },
  about: NewDepartments,
  words: w,
}
