/** Chooses an area from the tree, read level by level as it is opened. */
import { TreeSelect } from 'antd'
import { useEffect, useState } from 'react'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { type AreaChoice, useDesk } from './desk-context.tsx'

export type { AreaChoice }

interface Node {
  value: string
  title: string
  isLeaf: boolean
  children?: Node[]
}
interface PickerProps {
  /** The areas right below `under`; without it all areas, as the desk reads them. */
  readonly load?: (under: string) => Promise<readonly AreaChoice[]>
  /** Where the tree begins; can be chosen itself. Without it: the area I answer for. */
  readonly root?: { readonly path: string; readonly name: string }
  readonly id?: string
  readonly label?: string
  readonly disabled?: boolean
}
interface OneProps extends PickerProps {
  /** What stands for a value whose branch of the tree was not read yet. */
  readonly shownAs?: string
  readonly value?: string | null
  readonly onChange?: (path: string, name: string) => void
}

const grown = (nodes: Node[], at: string, children: Node[]): Node[] =>
  nodes.map((n) =>
    n.value === at ? { ...n, children } : n.children ? { ...n, children: grown(n.children, at, children) } : n,
  )
const nameIn = (nodes: Node[], path: string): string | undefined => {
  for (const n of nodes) {
    if (n.value === path) return n.title
    const below = n.children && nameIn(n.children, path)
    if (below) return below
  }
  return undefined
}

function useTree(props: PickerProps) {
  const desk = useDesk()
  const load = props.load ?? desk.loadAreas
  const root = props.root ?? desk.area
  const [nodes, setNodes] = useState<Node[]>([])
  const open = async (path: string) => {
    const below = await load(path)
    const children = below.map((a) => ({ value: a.path, title: a.name, isLeaf: a.leaf }))
    setNodes((before) => grown(before, path, children))
  }
  useEffect(() => {
    setNodes([{ value: root.path, title: root.name, isLeaf: false }])
    void open(root.path)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the tree starts anew only where its root changes
  }, [root.path, root.name])
  return { nodes, open, root }
}

export function AreaPicker(props: OneProps) {
  const t = useT()
  const { nodes, open, root } = useTree(props)
  return (
    <TreeSelect<string>
      {...(props.id ? { id: props.id } : {})}
      aria-label={props.label ?? t(web.chooseArea)}
      style={{ width: '100%' }}
      treeData={nodes}
      value={props.value ?? (undefined as unknown as string)}
      {...(props.shownAs && props.value && nameIn(nodes, props.value) === undefined
        ? { labelRender: () => props.shownAs }
        : {})}
      placeholder={t(web.chooseArea)}
      treeDefaultExpandedKeys={[root.path]}
      loadData={(node) => open(String(node.value))}
      disabled={props.disabled === true}
      onChange={(path) => props.onChange?.(path, nameIn(nodes, path) ?? path)}
      popupMatchSelectWidth={320}
    />
  )
}
