import {
  add,
  conv1d,
  dropout,
  gelu,
  globalMaxPool,
  layerNorm,
  linear,
  maxPool1d,
  type Network,
} from '../nn/index.ts';
import type { ResNetGroup, ResolvedResNetOptions } from './resnetOptions.ts';

const BLOCKS_PER_GROUP = 2;
const STEM_POOL = { kernel: 7, stride: 7, padding: 3 };

/** The network: a pattern of one channel → logits. Parameters are declared in PyTorch's order. */
export const resnet = <V>(net: Network<V>, x: V, options: ResolvedResNetOptions): V =>
  net.apply(linear('classifier', options.classes), resnetFeatures(net, x, options));

/** The network without its classifier: a pattern of one channel → the maximum of each channel. */
export function resnetFeatures<V>(net: Network<V>, x: V, options: ResolvedResNetOptions): V {
  let h = stem(net, x, options);
  options.groups.forEach((group, g) => {
    for (let b = 0; b < BLOCKS_PER_GROUP; b++) {
      const stride = b === 0 ? group.stride : 1;
      const block = `resnet.layer${g + 1}.${b}`;
      h = residualBlock(net, h, block, { ...group, stride }, options.dropout);
    }
  });
  return net.apply(globalMaxPool, h);
}

function stem<V>(net: Network<V>, x: V, options: ResolvedResNetOptions): V {
  const convolved = net.apply(conv1d('resnet.conv.conv', options.stem), x);
  const dropped = net.apply(dropout(options.dropout), convolved);
  const h = net.apply(gelu, net.apply(layerNorm('resnet.conv.layer_norm'), dropped));
  return options.stemMaxPool ? net.apply(maxPool1d(STEM_POOL), h) : h;
}

/** GELU(main(h) + shortcut(h)); as in the authors' program, every shortcut has a convolution. */
function residualBlock<V>(
  net: Network<V>,
  h: V,
  block: string,
  { channels, kernel, stride }: ResNetGroup,
  p: number,
): V {
  const padding = (kernel - 1) / 2;
  const convNorm = (input: V, name: string, strideOfConv: number): V => {
    const options = { channels, kernel, stride: strideOfConv, padding };
    const convolved = net.apply(conv1d(`${block}.${name}.conv`, options), input);
    const dropped = net.apply(dropout(p), convolved);
    return net.apply(layerNorm(`${block}.${name}.layer_norm`), dropped);
  };
  const inner = net.apply(gelu, convNorm(h, 'conv1', stride));
  const main = convNorm(inner, 'conv2', 1);
  const narrow = conv1d(`${block}.downsample.conv`, { channels, kernel: 1, stride });
  const shortcut = net.apply(layerNorm(`${block}.downsample.layer_norm`), net.apply(narrow, h));
  return net.apply(gelu, net.apply(add, main, shortcut));
}
