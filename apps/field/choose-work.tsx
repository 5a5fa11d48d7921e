/** Which work the phone does now, where a role has more than one. */
import { useT } from '../../platform/web/lang.tsx'
import { cell } from '../../platform/web/phone/cell.ts'
import { NextIcon } from '../../platform/web/phone/icons.tsx'
import { Page } from '../../platform/web/phone/page.tsx'
import type { FieldRoom, FieldTask } from '../../platform/web/phone/task.ts'
import { phoneWords as w } from '../../platform/web/phone/words.ts'
import type { Me } from '../../platform/web/session.tsx'
import { store, stored } from '../../platform/web/stored.ts'

export const chosenTask = cell<string | null>(stored('task'))

export const tasksOf = (rooms: readonly FieldRoom[], me: Me): FieldTask[] =>
  rooms.flatMap((room) => room.tasks.filter(({ roles }) => typeof roles === 'string' || roles.includes(me.grant.role)))

export function chooseTask(id: string | null): void {
  store('task', id)
  chosenTask.set(id)
}

export function ChooseWork({ tasks }: { tasks: readonly FieldTask[] }) {
  const t = useT()
  return (
    <Page first title={t(w.work)}>
      {tasks.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noWork)}</strong>
          <p>{t(w.noWorkHint)}</p>
        </div>
      ) : (
        <ul className="rows">
          {tasks.map(({ id, word, hint, icon: Icon }) => (
            <li key={id}>
              <button type="button" className="row" data-task={id} onClick={() => chooseTask(id)}>
                <Icon />
                <span className="row-main">
                  <span className="row-title">{t(word)}</span>
                  <span className="row-more">{t(hint)}</span>
                </span>
                <NextIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
