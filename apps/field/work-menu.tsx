/** The menu's upper part: what the work at hand offers, and the way to other work. */
import { useT } from '../../platform/web/lang.tsx'
import { Button } from '../../platform/web/phone/parts.tsx'
import { usePhone } from '../../platform/web/phone/phone.tsx'
import { useScreens } from '../../platform/web/phone/screens.tsx'
import type { FieldTask } from '../../platform/web/phone/task.ts'
import { phoneWords as w } from '../../platform/web/phone/words.ts'
import { chooseTask } from './choose-work.tsx'

export function WorkMenu({ task, choice }: { task: FieldTask | undefined; choice: boolean }) {
  const t = useT()
  const { home, go } = useScreens()
  const { rooms } = usePhone()
  const Menu = task?.menu
  return (
    <>
      {Menu ? <Menu /> : null}
      {rooms.map(({ own }) =>
        own ? (
          <Button key={own.screen} onClick={() => go(own.screen)}>
            {t(own.word)}
          </Button>
        ) : null,
      )}
      {task && choice ? (
        <Button
          onClick={() => {
            chooseTask(null)
            home()
          }}
        >
          {t(w.changeWork)}
        </Button>
      ) : null}
    </>
  )
}
