"""MiniLM (a BERT of 6 layers, 384 wide) in JAX, with heads for what is asked, what is spoken of, and which words carry it."""

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file, save_file

WIDTH, HEADS, DEPTH = 384, 12, 32
PARTS = {
    'q': 'attention.self.query', 'k': 'attention.self.key', 'v': 'attention.self.value', 'o': 'attention.output.dense',
    'f': 'intermediate.dense', 'g': 'output.dense',
}
NORMS = {'ln1': 'attention.output.LayerNorm', 'ln2': 'output.LayerNorm'}


def load_base(folder):
    """The published weights: word and position vectors stay as they are; the rest is where training starts."""
    tensors = load_file(f'{folder}/model.safetensors')
    get = lambda name: tensors[name].astype(np.float32)
    layers = []
    for index in range(6):
        at = f'encoder.layer.{index}.'
        layer = {key: [get(f'{at}{name}.weight').T, get(f'{at}{name}.bias')] for key, name in PARTS.items()}
        layer |= {key: [get(f'{at}{name}.weight'), get(f'{at}{name}.bias')] for key, name in NORMS.items()}
        layers.append(layer)
    fixed = {'word': get('embeddings.word_embeddings.weight'), 'position': get('embeddings.position_embeddings.weight')}
    norm = [get('embeddings.LayerNorm.weight'), get('embeddings.LayerNorm.bias')]
    return fixed, {'layers': layers, 'norm': norm, 'type': get('embeddings.token_type_embeddings.weight')}


def with_heads(params, labels, seed):
    """Adds fresh heads over the first token, the mean and the maximum of the sentence's own tokens."""
    random = np.random.RandomState(seed)
    draw = lambda *shape: random.normal(0, 0.02, shape).astype(np.float32)
    heads = {
        'asked': [draw(3 * WIDTH, labels), np.full(labels, -3.0, np.float32)],
        'about': [draw(3 * WIDTH, labels), np.full(labels, -2.0, np.float32)],
        'carries': [draw(WIDTH, 1), np.full(1, -2.0, np.float32)],
        'early': [draw(3 * WIDTH, 1), np.full(1, -1.0, np.float32)],
    }
    return params | {'heads': heads}


def normalised(x, norm):
    difference = x - x.mean(-1, keepdims=True)
    return difference * jax.lax.rsqrt((difference * difference).mean(-1, keepdims=True) + 1e-12) * norm[0] + norm[1]


def dropped(x, rate, key):
    return x if key is None else x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def forward(params, fixed, ids, types, mask, own, key=None, rate=0.1):
    """Log-odds of what is asked and spoken of, of each token to carry it, and, after two layers, that anything is asked. `own` marks the sentence's tokens."""
    keys = [None] * 13 if key is None else list(jax.random.split(key, 13))
    x = fixed['word'][ids] + fixed['position'][None, : ids.shape[1]] + params['type'][types]
    x = dropped(normalised(x, params['norm']), rate, keys[0])
    bias = jnp.where(mask, 0, -1e9)[:, None, None, :]
    batch, length = ids.shape
    heads = params['heads']
    apply = lambda x, name: x @ heads[name][0] + heads[name][1]
    count = own.sum(1, keepdims=True)

    def pool(x):
        mean = (x * own[..., None]).sum(1) / jnp.maximum(count, 1)
        top = jnp.where(count > 0, jnp.where(own[..., None] > 0, x, -1e9).max(1), 0)
        return jnp.concatenate([x[:, 0], mean, top], -1)

    for index, layer in enumerate(params['layers']):
        if index == 2:
            early = apply(pool(x), 'early')[:, 0]
        linear = lambda x, name: x @ layer[name][0] + layer[name][1]
        split = lambda y: y.reshape(batch, length, HEADS, DEPTH).transpose(0, 2, 1, 3)
        q, k, v = (split(linear(x, name)) for name in 'qkv')
        weights = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(DEPTH) + bias, -1)
        mixed = (weights @ v).transpose(0, 2, 1, 3).reshape(batch, length, WIDTH)
        x = normalised(x + dropped(linear(mixed, 'o'), rate, keys[1 + 2 * index]), layer['ln1'])
        inner = linear(jax.nn.gelu(linear(x, 'f'), approximate=False), 'g')
        x = normalised(x + dropped(inner, rate, keys[2 + 2 * index]), layer['ln2'])
    pooled = pool(x)
    return apply(pooled, 'asked'), apply(pooled, 'about'), apply(x, 'carries')[..., 0], early


def export(params, labels, folder):
    """Writes what `scripts/assemble.ts` reads: 8-bit rows with a scale each, the rest as 32-bit floats."""
    floats = lambda x: np.ascontiguousarray(np.asarray(x, np.float32))
    tensors = {}
    for index, layer in enumerate(params['layers']):
        for name in PARTS:
            rows = floats(layer[name][0]).T
            scale = np.abs(rows).max(1) / 127
            scale[scale == 0] = 1
            tensors[f'{index}.{name}'] = np.ascontiguousarray(np.rint(rows / scale[:, None]).astype(np.int8))
            tensors[f'{index}.{name}.scale'] = floats(scale)
            tensors[f'{index}.{name}.bias'] = floats(layer[name][1])
        for name in NORMS:
            tensors[f'{index}.{name}'], tensors[f'{index}.{name}.bias'] = floats(layer[name][0]), floats(layer[name][1])
    heads = params['heads']
    tensors |= {
        'norm': floats(params['norm'][0]), 'norm.bias': floats(params['norm'][1]), 'type': floats(params['type']),
        'head': floats(np.concatenate([heads['asked'][0].T, heads['about'][0].T])),
        'head.bias': floats(np.concatenate([heads['asked'][1], heads['about'][1]])),
        'span': floats(heads['carries'][0].T), 'span.bias': floats(heads['carries'][1]),
        'early': floats(heads['early'][0].T), 'early.bias': floats(heads['early'][1]),
    }
    save_file(tensors, f'{folder}/learned.safetensors')
    with open(f'{folder}/labels.txt', 'w', encoding='utf8') as file:
        file.write('\n'.join(labels) + '\n')
