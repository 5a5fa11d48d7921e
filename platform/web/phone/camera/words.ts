/** Words of the camera. */
import { words } from '../../../pure/words.ts'

export const cameraWords = words({
  opening: ['正在打开相机…', 'Opening the camera…'],
  picture: ['相机画面', 'Camera picture'],
  torch: ['手电筒', 'Torch'],
  denied: [
    '没有相机权限。请在浏览器设置里允许使用相机，或改为手工输入',
    'The camera is not allowed. Allow it in the browser’s settings, or type instead',
  ],
  none: ['这台设备没有相机，请改为手工输入', 'This device has no camera; type instead'],
  taken: ['相机正被别的程序占用，请关闭后再试', 'Another program holds the camera; close it and try again'],
  failed: ['相机打不开，请改为手工输入', 'The camera cannot be opened; type instead'],
})
