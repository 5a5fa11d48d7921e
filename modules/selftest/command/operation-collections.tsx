/** The collections of an operation, on the operation's own page. */
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { selftestWords } from '../words.ts'
import { CollectionList } from './collection-list.tsx'
import { useCollections } from './use-collections.ts'
import { deskWords as w } from './words.ts'

export default function OperationCollections({ id }: { id: string }) {
  const t = useT()
  const answer = useCollections(id)
  return (
    <Block title={t(selftestWords.collections)} flush>
      <Answer of={answer}>
        {({ collections }) =>
          collections.length === 0 ? <Nothing title={t(w.none)} /> : <CollectionList collections={collections} />
        }
      </Answer>
    </Block>
  )
}
