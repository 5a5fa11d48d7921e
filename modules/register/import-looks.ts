/** What a cell of a list of people looks like, whatever its column's title says. */
import { parseAddress } from './address.ts'
import { phoneShape, readDate } from '../../platform/pure/list-cells.ts'
import type { ImportField } from './import-model.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import { vocabularies } from './import-vocabulary.ts'

const COMMON_SURNAMES = new Set(
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常桃柳溪云松'.split(
    '',
  ),
)

/** What a cell alone looks like; undefined when it could be many things. */
export const lookOf = (cell: string): ImportField | undefined => {
  const text = cell.trim()
  if (/^\d{17}[\dXx]$|^\d\.\d+E\+?17$/u.test(text)) return 'idNumber'
  if (phoneShape(text) === 'mobile') return 'phone'
  if (/^[男女]$/u.test(text)) return 'sex'
  if (/^\d{4}[-./年]?\d{1,2}[-./月]?\d{1,2}日?$/u.test(text) && 'value' in readDate(text)) return 'birthDate'
  for (const field of ['relation', 'idType', 'residence', 'tenancy', 'work', 'groups'] as const) {
    if (text.length >= 2 && codeOf<string>(vocabularies[field], text) !== undefined) return field
  }
  if (/^\p{Script=Han}{2,4}$/u.test(text) && COMMON_SURNAMES.has(text[0] as string)) return 'name'
  const { building, unit, room } = parseAddress(text)
  if (building !== undefined && room !== undefined) return 'address'
  if (building !== undefined && unit === undefined && /[号楼栋幢座]$/u.test(text)) return 'building'
  if (unit !== undefined && building === undefined && room === undefined) return 'unit'
  return room !== undefined && /[室房]$/u.test(text) ? 'room' : undefined
}
