import type { Layers } from '../nn/index.ts';
import type { ResNetGroup, ResolvedResNetOptions } from './resnetOptions.ts';

const BLOCKS_PER_GROUP = 2;
const STEM_POOL = { kernel: 7, stride: 7, padding: 3 };

/** The network: a pattern of one channel → logits. Parameters are declared in PyTorch's order. */
export function resnet<V>(layers: Layers<V>, x: V, options: ResolvedResNetOptions): V {
  let h = stem(layers, x, options);
  options.groups.forEach((group, g) => {
    for (let b = 0; b < BLOCKS_PER_GROUP; b++) {
      const stride = b === 0 ? group.stride : 1;
      h = residualBlock(layers, h, `resnet.layer${g + 1}.${b}`, { ...group, stride });
    }
  });
  return layers.linear(layers.globalMaxPool(h), 'classifier', options.classes);
}

function stem<V>(layers: Layers<V>, x: V, options: ResolvedResNetOptions): V {
  const convolved = layers.dropout(layers.conv1d(x, 'resnet.conv.conv', options.stem));
  const h = layers.gelu(layers.layerNorm(convolved, 'resnet.conv.layer_norm'));
  return options.stemMaxPool ? layers.maxPool1d(h, STEM_POOL) : h;
}

/** GELU(main(h) + shortcut(h)); as in the authors' program, every shortcut has a convolution. */
function residualBlock<V>(
  layers: Layers<V>,
  h: V,
  block: string,
  { channels, kernel, stride }: ResNetGroup,
): V {
  const padding = (kernel - 1) / 2;
  const convNorm = (input: V, name: string, strideOfConv: number): V => {
    const options = { channels, kernel, stride: strideOfConv, padding };
    const convolved = layers.conv1d(input, `${block}.${name}.conv`, options);
    return layers.layerNorm(layers.dropout(convolved), `${block}.${name}.layer_norm`);
  };
  const inner = layers.gelu(convNorm(h, 'conv1', stride));
  const main = convNorm(inner, 'conv2', 1);
  const downsampled = layers.conv1d(h, `${block}.downsample.conv`, { channels, kernel: 1, stride });
  const shortcut = layers.layerNorm(downsampled, `${block}.downsample.layer_norm`);
  return layers.gelu(layers.add(main, shortcut));
}
