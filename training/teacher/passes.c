/* What lies between two convolutions of the decoder, compiled by passes.py: bfloat16 is uint16_t, activations are [rows, width]. */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, MAX_WIDTH = 2048 };
static inline float to_float(uint16_t x) { uint32_t u = (uint32_t)x << 16; float y; memcpy(&y, &u, 4); return y; }
static inline uint16_t to_bfloat(float x) { uint32_t u; memcpy(&u, &x, 4); return (u + 0x7fff + (u >> 16 & 1)) >> 16; }

/* Sums over time of VALUE and its square; float within a block, double over blocks. */
#define MOMENTS(VALUE) \
    float s[MAX_WIDTH], q[MAX_WIDTH]; \
    for (long c = 0; c < width; c++) sum[c] = squares[c] = 0; \
    for (long from = 0; from < rows; from += BLOCK) { \
        memset(s, 0, sizeof s); memset(q, 0, sizeof q); \
        for (long t = from; t < rows && t < from + BLOCK; t++) \
            for (long c = 0, i = t * width; c < width; c++, i++) { float v = VALUE; s[c] += v; q[c] += v * v; } \
        for (long c = 0; c < width; c++) { sum[c] += s[c]; squares[c] += q[c]; } \
    }

void moments_float(const float *restrict x, double *restrict sum, double *restrict squares, long rows, long width) { MOMENTS(x[i]) }
void moments_bfloat(const uint16_t *restrict x, double *restrict sum, double *restrict squares, long rows, long width)
{ MOMENTS(to_float(x[i])) }
void add_moments(float *restrict x, const uint16_t *restrict y, double *restrict sum, double *restrict squares, long rows, long width)
{ MOMENTS((x[i] += to_float(y[i]))) }

/* sin(pi r) of -1/2 <= r <= 1/2, squared: sin^2 has the period 1 in r. */
static inline float sine_squared(float r) {
    r -= rintf(r);
    float p = r * r, y = r * (3.14159265f + p * (-5.16771278f + p * (2.55016404f + p * (-0.59926453f + p * 0.08214589f))));
    return y * y;
}

/* Scale, shift and activation. */
#define ROWS(VALUE, RESULT) \
    for (long t = 0; t < rows; t++) \
        for (long c = 0, i = t * width; c < width; c++, i++) { float v = scale[c] * VALUE + shift[c]; y[i] = to_bfloat(RESULT); }
#define SNAKE v + inverse[c] * sine_squared(v * alpha[c])
#define LEAKY v > 0 ? v : slope * v
#define ARGUMENTS(TYPE) \
    const TYPE *restrict x, uint16_t *restrict y, const float *restrict scale, const float *restrict shift, long rows, long width
void snake_float(ARGUMENTS(float), const float *restrict alpha, const float *restrict inverse) { ROWS(x[i], SNAKE) }
void snake_bfloat(ARGUMENTS(uint16_t), const float *restrict alpha, const float *restrict inverse) { ROWS(to_float(x[i]), SNAKE) }
void leaky_float(ARGUMENTS(float), float slope) { ROWS(x[i], LEAKY) }
void leaky_bfloat(ARGUMENTS(uint16_t), float slope) { ROWS(to_float(x[i]), LEAKY) }
