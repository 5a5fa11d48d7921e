/** What stands where a page’s content would, while there is no operation that it could belong to. */
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { Block, Nothing } from './desk-page.tsx'
import { LinkButton } from './link-button.tsx'

export function NoOperation() {
  const t = useT()
  return (
    <Block>
      <Nothing
        title={t(web.noOperation)}
        hint={t(web.noOperationHint)}
        action={
          <LinkButton type="primary" to="/operations">
            {t(web.toOperations)}
          </LinkButton>
        }
      />
    </Block>
  )
}
