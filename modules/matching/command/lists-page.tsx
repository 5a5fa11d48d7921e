/** The lists of the operation on top: what is still to be done over all of them, then each with its figures. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { matching } from '../contract.ts'
import { type ComparedList, compareStates } from '../list-model.ts'
import { deskWords as w } from './words.ts'

const isBusy = ({ state }: ComparedList): boolean => state === 'waiting' || state === 'comparing'

export default function MatchingPage() {
  const { t } = useLang()
  const { operation } = useDesk()
  const bring = (
    <LinkButton type="primary" to="/matching/imports">
      {t(w.bring)}
    </LinkButton>
  )
  return (
    <DeskPage title={t(w.title)} lead={t(w.lead)} {...(operation?.open ? { actions: bring } : {})}>
      {operation === null ? <NoOperation /> : <ListsOf operationId={operation.id} />}
    </DeskPage>
  )
}

function ListsOf({ operationId }: { operationId: string }) {
  const { t, lang } = useLang()
  const asked = useAsk(
    matching.operations.lists,
    { operationId },
    { every: (last) => (last?.lists.some(isBusy) ? 1000 : 10_000), staleTime: 0 },
  )
  return (
    <Answer of={asked} height={320}>
      {({ lists }) => {
        const sum = (of: keyof ComparedList['counts']): number => lists.reduce((all, { counts }) => all + counts[of], 0)
        return (
          <>
            {lists.length > 0 && (
              <Figures label={t(w.title)}>
                <Figure lead label={t(w.lookAll)} value={sum('look')} {...(sum('look') > 0 ? { tone: 'hand' } : {})} />
                <Figure label={t(w.missingAll)} value={sum('missing')} />
                <Figure label={t(w.matched)} value={sum('matched')} />
                <Figure label={t(w.lines)} value={sum('lines')} />
              </Figures>
            )}
            <Block flush>
              <DataTable
                id="matching.lists"
                label={t(w.title)}
                rows={lists}
                rowKey={({ id }) => id}
                empty={<Nothing title={t(w.none)} hint={t(w.noneHint)} />}
                rowTone={({ counts }) => (counts.look > 0 ? 'hand' : undefined)}
                columns={[
                  {
                    key: 'file',
                    title: w.file,
                    cell: ({ id, fileName }) => (
                      <LinkButton type="link" size="small" to={`/matching/lists/${id}`}>
                        {fileName}
                      </LinkButton>
                    ),
                  },
                  { key: 'area', title: w.area, cell: ({ areaName }) => areaName },
                  { key: 'state', title: w.state, width: 120, cell: ({ state }) => t(compareStates.words[state]) },
                  ...(['lines', 'matched', 'look', 'missing', 'decided'] as const).map((key) => ({
                    key,
                    title: w[key],
                    width: 110,
                    right: true,
                    cell: ({ counts }: ComparedList) => count(counts[key], lang),
                  })),
                  { key: 'when', title: w.when, width: 160, cell: ({ madeAt }) => shanghaiMinute(madeAt) },
                ]}
              />
            </Block>
          </>
        )
      }}
    </Answer>
  )
}
