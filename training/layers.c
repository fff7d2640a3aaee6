/* The passes of layers.py between matrix products: arrays of float, and of bfloat16 (uint16_t) where a product reads or writes them.
   Shapes: x, y and their gradients [batch, time, width], weight [kernel, width], gain and shift [batch, width], inverse [batch, time]. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define EPSILON 1e-6f

static inline float wide(uint16_t x) { uint32_t u = (uint32_t)x << 16; float y; memcpy(&y, &u, 4); return y; }
static inline uint16_t narrow(float x) { uint32_t u; memcpy(&u, &x, 4); return (u + 0x7fff + (u >> 16 & 1)) >> 16; }

/* to += Σₖ from[t + side (k - kernel/2) dilation] weight[k] */
static void filter_row(const float *restrict from, const float *restrict weight, float *restrict to, long t, long time, long width,
                       long kernel, long dilation, long side)
{
    for (long k = 0; k < kernel; k++) {
        long at = t + side * (k - kernel / 2) * dilation;
        if (at < 0 || at >= time) continue;
        for (long c = 0; c < width; c++) to[c] += from[at * width + c] * weight[k * width + c];
    }
}

void depthwise_modulation(const float *restrict x, const float *restrict weight, const float *restrict bias, const float *restrict gain,
                          const float *restrict shift, float *restrict y, float *restrict inverse, uint16_t *restrict out, long batch,
                          long time, long width, long kernel, long dilation)
{
    for (long b = 0; b < batch; b++)
        for (long t = 0; t < time; t++) {
            float *restrict row = y + (b * time + t) * width, sum = 0;
            memcpy(row, bias, width * sizeof(float));
            filter_row(x + b * time * width, weight, row, t, time, width, kernel, dilation, 1);
            for (long c = 0; c < width; c++) sum += row[c] * row[c];
            float scale = inverse[b * time + t] = 1 / sqrtf(sum / width + EPSILON);
            uint16_t *restrict to = out + (b * time + t) * width;
            for (long c = 0; c < width; c++) to[c] = narrow(row[c] * scale * gain[b * width + c] + shift[b * width + c]);
        }
}

/* of_weight, of_bias, of_gain and of_shift are added to; of_y is scratch. */
void depthwise_modulation_backward(const float *restrict x, const float *restrict weight, const float *restrict gain,
                                   const float *restrict y, const float *restrict inverse, const uint16_t *restrict of_out,
                                   float *restrict of_y, float *restrict of_x, float *restrict of_weight, float *restrict of_bias,
                                   float *restrict of_gain, float *restrict of_shift, long batch, long time, long width, long kernel,
                                   long dilation)
{
    for (long b = 0; b < batch; b++) {
        const float *restrict own_gain = gain + b * width;
        float *restrict own_of_gain = of_gain + b * width, *restrict own_of_shift = of_shift + b * width;
        for (long t = 0; t < time; t++) {
            long first = (b * time + t) * width;
            float scale = inverse[b * time + t], sum = 0;
            for (long c = 0; c < width; c++) sum += wide(of_out[first + c]) * own_gain[c] * y[first + c];
            float share = sum * scale * scale / width;
            for (long c = 0; c < width; c++) {
                float gradient = wide(of_out[first + c]), value = scale * (gradient * own_gain[c] - share * y[first + c]);
                own_of_gain[c] += gradient * y[first + c] * scale;
                own_of_shift[c] += gradient;
                of_bias[c] += value;
                of_y[first + c] = value;
            }
        }
        const float *restrict from = of_y + b * time * width, *restrict input = x + b * time * width;
        for (long t = 0; t < time; t++) {
            float *restrict to = of_x + (b * time + t) * width;
            memset(to, 0, width * sizeof(float));
            filter_row(from, weight, to, t, time, width, kernel, dilation, -1);
            for (long k = 0; k < kernel; k++) {
                long at = t + (k - kernel / 2) * dilation;
                if (at < 0 || at >= time) continue;
                for (long c = 0; c < width; c++) of_weight[k * width + c] += input[at * width + c] * from[t * width + c];
            }
        }
    }
}

void silu(const uint16_t *restrict x, uint16_t *restrict y, long count)
{
    for (long i = 0; i < count; i++) { float v = wide(x[i]); y[i] = narrow(v / (1 + expf(-v))); }
}

void silu_backward(const uint16_t *restrict x, const uint16_t *restrict of_y, uint16_t *restrict of_x, long count)
{
    for (long i = 0; i < count; i++) {
        float v = wide(x[i]), share = 1 / (1 + expf(-v));
        of_x[i] = narrow(wide(of_y[i]) * share * (1 + v * (1 - share)));
    }
}

/* out = (x + scale y) mask */
void residual(const float *restrict x, const uint16_t *restrict y, const float *restrict scale, const float *restrict mask,
              float *restrict out, long rows, long width)
{
    for (long t = 0; t < rows; t++)
        for (long c = 0, i = t * width; c < width; c++, i++) out[i] = (x[i] + scale[c] * wide(y[i])) * mask[t];
}

/* of_scale is added to. */
void residual_backward(const uint16_t *restrict y, const float *restrict scale, const float *restrict mask, const float *restrict of_out,
                       float *restrict of_x, uint16_t *restrict of_y, float *restrict of_scale, long rows, long width)
{
    for (long t = 0; t < rows; t++)
        for (long c = 0, i = t * width; c < width; c++, i++) {
            float gradient = of_out[i] * mask[t];
            of_x[i] = gradient;
            of_y[i] = narrow(gradient * scale[c]);
            of_scale[c] += gradient * wide(y[i]);
        }
}
