/** What stands where lists would, while there is no open operation. */
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { deskWords as w } from './words.ts'

export function NoOperation() {
  const t = useT()
  return (
    <Block>
      <Nothing
        title={t(w.noOperation)}
        hint={t(w.noOperationHint)}
        action={
          <LinkButton type="primary" to="/operations">
            {t(w.toOperations)}
          </LinkButton>
        }
      />
    </Block>
  )
}
