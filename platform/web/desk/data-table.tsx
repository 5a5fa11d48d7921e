/** The table of every list: the page's filters on its left, columns to choose and Excel out on its right, rows read on by cursor. */
import { Button, Checkbox, Popover, Table, type TableColumnType } from 'antd'
import { type Key, type ReactNode, useRef, useState } from 'react'
import type { Word } from '../../pure/words.ts'
import { useLang } from '../lang.tsx'
import { store, stored } from '../stored.ts'
import { web } from '../words.ts'
import { Nothing } from './desk-page.tsx'
import { count } from './figures.ts'
import { ColumnsIcon } from './icons.tsx'
import { useReachableScroll } from './use-reachable-scroll.ts'
import './data-table.css'

export interface Column<Row> {
  readonly key: string
  readonly title: Word
  readonly cell: (row: Row) => ReactNode
  readonly width?: number
  /** Numbers stand right. */
  readonly right?: boolean
  /** Not shown until chosen. */
  readonly extra?: boolean
  /** Sorting here in the browser: only for lists that are whole. */
  readonly sort?: (a: Row, b: Row) => number
}

interface DataTableProps<Row> {
  /** Remembers the chosen columns, e.g. `register.residents`. */
  readonly id: string
  /** Said to screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly loading?: boolean
  readonly filters?: ReactNode
  readonly actions?: ReactNode
  /** All rows there are, where only some are shown. */
  readonly total?: number | undefined
  readonly onMore?: (() => void) | undefined
  /** What stands there when there are no rows; without it: "nothing matches". */
  readonly empty?: ReactNode
  /** Scrolls within this many px and draws only what is seen: for thousands of rows. */
  readonly height?: number
  readonly chosen?: readonly string[]
  readonly onChoose?: (keys: readonly string[], rows: readonly Row[]) => void
  readonly rowTone?: (row: Row) => 'hand' | 'alarm' | 'quiet' | undefined
}

function useColumnChoice<Row>(id: string, columns: readonly Column<Row>[]) {
  const [hidden, setHidden] = useState<readonly string[]>(() => {
    const kept = stored(`columns.${id}`)
    return kept === null ? columns.filter((c) => c.extra).map((c) => c.key) : kept.split(',')
  })
  return {
    shown: columns.filter((c) => !hidden.includes(c.key)),
    hidden,
    choose: (shownKeys: readonly string[]) => {
      const next = columns.filter((c) => !shownKeys.includes(c.key)).map((c) => c.key)
      store(`columns.${id}`, next.join(','))
      setHidden(next)
    },
  }
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { lang, t } = useLang()
  const { columns, rows, rowKey, total, onMore } = props
  const choice = useColumnChoice(props.id, columns)
  const antColumns: TableColumnType<Row>[] = choice.shown.map((c) => ({
    key: c.key,
    title: t(c.title),
    render: (_: unknown, row: Row) => c.cell(row),
    ...(c.width === undefined ? {} : { width: c.width }),
    ...(c.right ? { align: 'right' as const } : {}),
    ...(c.sort ? { sorter: c.sort } : {}),
  }))
  const chooser = (
    <Checkbox.Group
      className="column-choice"
      value={choice.shown.map((c) => c.key)}
      options={columns.map((c) => ({ value: c.key, label: t(c.title) }))}
      onChange={(keys) => keys.length > 0 && choice.choose(keys)}
    />
  )
  const frame = useRef<HTMLDivElement>(null)
  useReachableScroll(frame, '.ant-table-content')
  const height = props.height
  const chosen = props.chosen ?? []
  // An empty list needs no head over nothing, only what to do first.
  if (rows?.length === 0 && props.empty && !props.filters) return props.empty
  return (
    <div className="data-table" ref={frame}>
      <div className="data-table-bar">
        <div className="data-table-filters">
          {props.onChoose && rows && rows.length > 1 && (
            <Checkbox
              checked={chosen.length === rows.length}
              indeterminate={chosen.length > 0 && chosen.length < rows.length}
              onChange={(event) =>
                event.target.checked ? props.onChoose?.(rows.map(rowKey), rows) : props.onChoose?.([], [])
              }
            >
              {t(web.chooseAll)}
            </Checkbox>
          )}
          {props.filters}
        </div>
        <div className="data-table-actions">
          {props.actions}
          {columns.length > 3 && (
            <Popover content={chooser} title={t(web.columnsHint)} trigger="click" placement="bottomRight">
              <Button icon={<ColumnsIcon />} type="text">
                {t(web.columns)}
              </Button>
            </Popover>
          )}
        </div>
      </div>
      <Table<Row>
        aria-label={props.label}
        size="middle"
        columns={antColumns}
        dataSource={rows ? [...rows] : []}
        rowKey={rowKey}
        loading={{ spinning: props.loading === true || rows === undefined, delay: 150 }}
        pagination={false}
        // A row may have a field `children` that is no subtree (an area's number of areas below).
        expandable={{ childrenColumnName: 'none' }}
        showSorterTooltip={false}
        {...(height !== undefined && (rows?.length ?? 0) > 60
          ? { virtual: true, scroll: { y: height, x: antColumns.reduce((sum, c) => sum + Number(c.width ?? 140), 0) } }
          : { scroll: { x: 'max-content' } })}
        {...(props.onChoose
          ? {
              rowSelection: {
                selectedRowKeys: [...chosen],
                preserveSelectedRowKeys: true,
                // Ant Design repeats the head in a hidden row, where a box could still be reached by keyboard.
                hideSelectAll: true,
                onChange: (keys: Key[], picked: Row[]) => props.onChoose?.(keys.map(String), picked),
              },
            }
          : {})}
        rowClassName={(row) => {
          const tone = props.rowTone?.(row)
          return tone ? `row-${tone}` : ''
        }}
        locale={{
          emptyText:
            rows === undefined ? (
              <div style={{ height: 120 }} />
            ) : (
              (props.empty ?? <Nothing title={t(web.nothingFound)} hint={t(web.nothingFoundHint)} />)
            ),
        }}
      />
      {rows && rows.length > 0 && (
        <div className="data-table-foot">
          <span>
            {total !== undefined && total > rows.length
              ? t(web.shownOf, { shown: count(rows.length, lang), total: count(total, lang) })
              : t(web.total, { total: count(rows.length, lang) })}
          </span>
          {onMore && (
            <Button type="link" onClick={onMore} loading={props.loading === true}>
              {t(web.moreRows)}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
