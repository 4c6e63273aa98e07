/*
 * The forward pass of a MiniLM encoder with 8-bit weights, one text at a time.
 *
 * Weights are int8 with one scale a row. Activations are rounded to 13 bits with one scale a token, so that the dot
 * products stay exact in 32 bits and what is lost is the rounding of the weights alone.
 * The layout of the weights is written by scripts/quantise.ts and read by load() below, in the same order.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 384
#define HEADS 12
#define DEPTH 32
#define INNER 1536
#define MOST_LAYERS 6
#define LONGEST 208
#define MOST_OUTPUTS 64
/* After so many layers a first answer is given: whether anything is asked at all. */
#define EARLY 2

/* 1536 products of at most 8191 * 127 stay below 2^31. */
#define TOP 1024.0f * 8 - 1

typedef struct {
	int in, out;
	const float *scale, *bias;
	const int8_t *rows;
} Linear;

typedef struct {
	Linear q, k, v, o, up, down;
	const float *norm1, *norm1_bias, *norm2, *norm2_bias;
} Layer;

static struct {
	int words, layers, outputs;
	const float *word_scale, *position, *type, *norm, *norm_bias;
	const int8_t *word;
	Layer layer[MOST_LAYERS];
	const float *head, *head_bias, *span, *span_bias, *early, *early_bias;
} model;

static float x[LONGEST * WIDTH], q[LONGEST * WIDTH], k[LONGEST * WIDTH];
static float v[LONGEST * WIDTH] __attribute__((aligned(16))), mixed[LONGEST * WIDTH] __attribute__((aligned(16)));
/* The keys turned: a line of tokens for each of their numbers, so that eight tokens are asked at once. */
static float turned[WIDTH * LONGEST] __attribute__((aligned(16)));
static float inner[LONGEST * INNER];
static int16_t rounded[LONGEST * INNER] __attribute__((aligned(16)));
static float rounded_scale[LONGEST];
static float answer[1 + MOST_OUTPUTS + LONGEST];
static int32_t ids[LONGEST], types[LONGEST];

int32_t *ids_at(void) { return ids; }
int32_t *types_at(void) { return types; }
float *answer_at(void) { return answer; }
void *reserve(int bytes) { return aligned_alloc(16, ((size_t)bytes + 15) & ~(size_t)15); }

static const float *floats(const char **at, int count) {
	const float *found = (const float *)*at;
	*at += (size_t)count * sizeof(float);
	return found;
}

static const int8_t *bytes(const char **at, int count) {
	const int8_t *found = (const int8_t *)*at;
	*at += count;
	return found;
}

static Linear linear(const char **at, int in, int out) {
	Linear made = {.in = in, .out = out};
	made.scale = floats(at, out);
	made.bias = floats(at, out);
	made.rows = bytes(at, in * out);
	return made;
}

void load(const char *at, int words, int layers, int outputs) {
	model.words = words;
	model.layers = layers;
	model.outputs = outputs;
	model.word_scale = floats(&at, (words + 3) / 4 * 4);
	model.word = bytes(&at, words * WIDTH);
	model.position = floats(&at, LONGEST * WIDTH);
	model.type = floats(&at, 2 * WIDTH);
	model.norm = floats(&at, WIDTH);
	model.norm_bias = floats(&at, WIDTH);
	for (int i = 0; i < layers; i++) {
		Layer *layer = &model.layer[i];
		layer->q = linear(&at, WIDTH, WIDTH);
		layer->k = linear(&at, WIDTH, WIDTH);
		layer->v = linear(&at, WIDTH, WIDTH);
		layer->o = linear(&at, WIDTH, WIDTH);
		layer->norm1 = floats(&at, WIDTH);
		layer->norm1_bias = floats(&at, WIDTH);
		layer->up = linear(&at, WIDTH, INNER);
		layer->down = linear(&at, INNER, WIDTH);
		layer->norm2 = floats(&at, WIDTH);
		layer->norm2_bias = floats(&at, WIDTH);
	}
	model.head = floats(&at, outputs * 3 * WIDTH);
	model.head_bias = floats(&at, (outputs + 3) / 4 * 4);
	model.span = floats(&at, WIDTH);
	model.span_bias = floats(&at, 4);
	model.early = floats(&at, 3 * WIDTH);
	model.early_bias = floats(&at, 4);
}

static void normalise(float *row, const float *weight, const float *bias) {
	float mean = 0, square = 0;
	for (int i = 0; i < WIDTH; i++) mean += row[i];
	mean /= WIDTH;
	for (int i = 0; i < WIDTH; i++) {
		row[i] -= mean;
		square += row[i] * row[i];
	}
	float factor = 1 / sqrtf(square / WIDTH + 1e-12f);
	for (int i = 0; i < WIDTH; i++) row[i] = row[i] * factor * weight[i] + bias[i];
}

static void round_rows(const float *rows, int count, int width) {
	for (int t = 0; t < count; t++) {
		const float *row = rows + t * width;
		float top = 0;
		for (int i = 0; i < width; i++) top = fmaxf(top, fabsf(row[i]));
		float factor = top > 0 ? (TOP) / top : 0;
		rounded_scale[t] = top / (TOP);
		int16_t *to = rounded + t * width;
		for (int i = 0; i < width; i++) to[i] = (int16_t)(row[i] * factor + (row[i] < 0 ? -0.5f : 0.5f));
	}
}

typedef int16_t i16x8 __attribute__((vector_size(16)));
typedef int8_t i8x8 __attribute__((vector_size(8)));
typedef int32_t i32x4 __attribute__((vector_size(16)));

static inline i16x8 widened(const int8_t *at) {
	i8x8 narrow;
	memcpy(&narrow, at, 8);
	return __builtin_convertvector(narrow, i16x8);
}

typedef float f32x4 __attribute__((vector_size(16)));

static inline f32x4 split(f32x4 mask, f32x4 yes, f32x4 no) { return (f32x4)(((i32x4)mask & (i32x4)yes) | (~(i32x4)mask & (i32x4)no)); }

/* e to the power of x, for x at most 0; relative error below 2e-7. Cephes' polynomial over half a power of two. */
static inline f32x4 powers(f32x4 x) {
	x = split((f32x4)(x < -87.0f), (f32x4){-87, -87, -87, -87}, x);
	i32x4 whole = __builtin_convertvector(x * 1.44269504f - 0.5f, i32x4);
	f32x4 back = __builtin_convertvector(whole, f32x4);
	f32x4 rest = x - back * 0.693359375f + back * 2.12194440e-4f;
	f32x4 sum = 1.9875691500e-4f * rest + 1.3981999507e-3f;
	sum = sum * rest + 8.3334519073e-3f;
	sum = sum * rest + 4.1665795894e-2f;
	sum = sum * rest + 1.6666665459e-1f;
	sum = sum * rest + 5.0000001201e-1f;
	return (sum * rest * rest + rest + 1.0f) * (f32x4)((whole + 127) << 23);
}

/* The unit that MiniLM was trained with: x times the normal distribution's share below x. Abramowitz and Stegun 7.1.26; error below 1e-6. */
static void gelu(float *at, int count) {
	for (int i = 0; i < count; i += 4) {
		f32x4 x = *(f32x4 *)(at + i);
		f32x4 size = (f32x4)((i32x4)x & 0x7fffffff) * 0.70710678f;
		f32x4 part = 1.0f / (1.0f + 0.3275911f * size);
		f32x4 sum = 1.061405429f * part - 1.453152027f;
		sum = sum * part + 1.421413741f;
		sum = sum * part - 0.284496736f;
		sum = (sum * part + 0.254829592f) * part;
		f32x4 tail = 0.5f * sum * powers(-size * size);
		*(f32x4 *)(at + i) = x * split((f32x4)(x < 0.0f), tail, 1.0f - tail);
	}
}

static inline int32_t total(i32x4 lanes) { return lanes[0] + lanes[1] + lanes[2] + lanes[3]; }

#define DOT(a, b) __builtin_wasm_dot_s_i32x4_i16x8(a, b)

/* Rows of weights that stay in the first cache with four tokens while the next two sums are made. */
#define TILE 8

/* Four tokens by two rows of weights at a time: eight sums live in registers. */
static void multiply(const Linear *by, int count, float *to) {
	int in = by->in, out = by->out;
	for (int tile = 0; tile < out; tile += TILE)
		for (int t = 0; t < count; t += 4)
			for (int o = tile; o < tile + TILE; o += 2) {
				const int8_t *row0 = by->rows + o * in, *row1 = row0 + in;
				int left = count - t;
				const int16_t *a0 = rounded + t * in;
				const int16_t *a1 = left > 1 ? a0 + in : a0, *a2 = left > 2 ? a1 + in : a0, *a3 = left > 3 ? a2 + in : a0;
				i32x4 s00 = {0}, s01 = {0}, s10 = {0}, s11 = {0}, s20 = {0}, s21 = {0}, s30 = {0}, s31 = {0};
				for (int i = 0; i < in; i += 8) {
					i16x8 w0 = widened(row0 + i), w1 = widened(row1 + i);
					i16x8 b0 = *(const i16x8 *)(a0 + i), b1 = *(const i16x8 *)(a1 + i);
					s00 += DOT(b0, w0);
					s01 += DOT(b0, w1);
					s10 += DOT(b1, w0);
					s11 += DOT(b1, w1);
					i16x8 b2 = *(const i16x8 *)(a2 + i), b3 = *(const i16x8 *)(a3 + i);
					s20 += DOT(b2, w0);
					s21 += DOT(b2, w1);
					s30 += DOT(b3, w0);
					s31 += DOT(b3, w1);
				}
				const i32x4 sums[4][2] = {{s00, s01}, {s10, s11}, {s20, s21}, {s30, s31}};
				for (int j = 0; j < 4 && j < left; j++)
					for (int p = 0; p < 2; p++)
						to[(t + j) * out + o + p] = (float)total(sums[j][p]) * rounded_scale[t + j] * by->scale[o + p] + by->bias[o + p];
			}
}

/* Tokens that ask the others at a time. */
#define ASKING 4

/* How much head `h` of the `left` tokens that ask turns to each token, before that is made shares of 1. */
static void ask(const float *asking, int h, int left, int padded, float weight[ASKING][LONGEST]) {
	const float factor = 1 / sqrtf(DEPTH);
	const float *a[ASKING];
	for (int j = 0; j < ASKING; j++) a[j] = asking + (j < left ? j : 0) * WIDTH + h * DEPTH;
	for (int s = 0; s < padded; s += 8) {
		f32x4 sums[ASKING][2] = {{{0}}};
		for (int d = 0; d < DEPTH; d++) {
			const float *key = turned + (h * DEPTH + d) * LONGEST + s;
			for (int j = 0; j < ASKING; j++)
				for (int p = 0; p < 2; p++) sums[j][p] += a[j][d] * *(const f32x4 *)(key + 4 * p);
		}
		for (int j = 0; j < ASKING; j++)
			for (int p = 0; p < 2; p++) *(f32x4 *)(weight[j] + s + 4 * p) = sums[j][p] * factor;
	}
}

/* Makes shares of a row; the tokens after `count` get none. Answers what the shares must still be divided by. */
static float share(float *row, int count, int padded) {
	float top = -1e30f;
	for (int s = 0; s < count; s++) top = fmaxf(top, row[s]);
	for (int s = count; s < padded; s++) row[s] = -1e30f;
	f32x4 sums = {0};
	for (int s = 0; s < padded; s += 4) sums += *(f32x4 *)(row + s) = powers(*(f32x4 *)(row + s) - top);
	return sums[0] + sums[1] + sums[2] + sums[3];
}

/* What the `own` tokens that q is of take from all. */
static void attend(int own, int count) {
	static float weight[ASKING][LONGEST] __attribute__((aligned(16)));
	const int padded = (count + 7) / 8 * 8;
	for (int h = 0; h < HEADS; h++)
		for (int t = 0; t < own; t += ASKING) {
			int left = own - t < ASKING ? own - t : ASKING;
			ask(q + t * WIDTH, h, left, padded, weight);
			for (int j = 0; j < left; j++) {
				float sum = share(weight[j], count, padded);
				/* Half a head at a time: its sums stay in registers. */
				for (int half = h * DEPTH; half < (h + 1) * DEPTH; half += DEPTH / 2) {
					f32x4 made[DEPTH / 8] = {{0}};
					for (int s = 0; s < count; s++)
						for (int p = 0; p < DEPTH / 8; p++) made[p] += weight[j][s] * *(const f32x4 *)(v + s * WIDTH + half + 4 * p);
					for (int p = 0; p < DEPTH / 8; p++) *(f32x4 *)(mixed + (t + j) * WIDTH + half + 4 * p) = made[p] / sum;
				}
			}
		}
}

/* What a layer tells the other tokens of each. */
static void tell(const Layer *layer, int count) {
	round_rows(x, count, WIDTH);
	multiply(&layer->k, count, k);
	multiply(&layer->v, count, v);
	for (int s = 0; s < count; s++)
		for (int i = 0; i < WIDTH; i++) turned[i * LONGEST + s] = k[s * WIDTH + i];
}

/* Takes the tokens `from` to `to` through a layer, after tell(). */
static void step(const Layer *layer, int from, int to, int count) {
	int own = to - from;
	float *rows = x + from * WIDTH;
	round_rows(rows, own, WIDTH);
	multiply(&layer->q, own, q);
	attend(own, count);
	round_rows(mixed, own, WIDTH);
	multiply(&layer->o, own, q);
	for (int t = 0; t < own; t++) {
		for (int i = 0; i < WIDTH; i++) rows[t * WIDTH + i] += q[t * WIDTH + i];
		normalise(rows + t * WIDTH, layer->norm1, layer->norm1_bias);
	}
	round_rows(rows, own, WIDTH);
	multiply(&layer->up, own, inner);
	gelu(inner, own * INNER);
	round_rows(inner, own, INNER);
	multiply(&layer->down, own, q);
	for (int t = 0; t < own; t++) {
		for (int i = 0; i < WIDTH; i++) rows[t * WIDTH + i] += q[t * WIDTH + i];
		normalise(rows + t * WIDTH, layer->norm2, layer->norm2_bias);
	}
}

static float pooled[3 * WIDTH];

/* The first token, and the mean and the maximum of the `own` ones after it. */
static void pool(int own) {
	for (int i = 0; i < WIDTH; i++) {
		float sum = 0, top = own > 0 ? -1e9f : 0;
		for (int t = 1; t <= own; t++) {
			sum += x[t * WIDTH + i];
			top = fmaxf(top, x[t * WIDTH + i]);
		}
		pooled[i] = x[i];
		pooled[WIDTH + i] = sum / (own > 0 ? own : 1);
		pooled[2 * WIDTH + i] = top;
	}
}

static float product(const float *row, float bias) {
	float sum = bias;
	for (int i = 0; i < 3 * WIDTH; i++) sum += pooled[i] * row[i];
	return sum;
}

static void embed(int row, int at) {
	const int8_t *word = model.word + ids[at] * WIDTH;
	const float *position = model.position + at * WIDTH, *type = model.type + types[at] * WIDTH;
	float scale = model.word_scale[ids[at]];
	for (int i = 0; i < WIDTH; i++) x[row * WIDTH + i] = word[i] * scale + position[i] + type[i];
	normalise(x + row * WIDTH, model.norm, model.norm_bias);
}

/*
 * Judges a text of `length` tokens at ids_at() and types_at() whose own are `from` to `to` (exclusive; not the first). At answer_at(): the
 * first answer, the log-odds of each output, then those of each own token to carry it. Where the first answer is below `least` it stops: the
 * rest is left as it was, and 0 is answered.
 * The first token and the own ones are what is answered from, so they are the first rows: where an answer is due, the others' are not made
 * before they are needed.
 */
int judge(int length, int from, int to, float least) {
	int own = to - from, row = 0;
	embed(row++, 0);
	for (int at = from; at < to; at++) embed(row++, at);
	for (int at = 1; at < length; at++)
		if (at < from || at >= to) embed(row++, at);
	for (int l = 0; l < model.layers; l++) {
		const Layer *layer = &model.layer[l];
		tell(layer, length);
		step(layer, 0, own + 1, length);
		if (l == EARLY - 1) {
			pool(own);
			answer[0] = product(model.early, model.early_bias[0]);
			if (answer[0] < least) return 0;
		}
		if (l < model.layers - 1) step(layer, own + 1, length, length);
	}
	pool(own);
	for (int o = 0; o < model.outputs; o++) answer[1 + o] = product(model.head + o * 3 * WIDTH, model.head_bias[o]);
	for (int t = 1; t <= own; t++) {
		float sum = model.span_bias[0];
		for (int i = 0; i < WIDTH; i++) sum += x[t * WIDTH + i] * model.span[i];
		answer[model.outputs + t] = sum;
	}
	return 1;
}
