/**
 * The 530 tabulated settings of the space-group types.
 *
 * Hall symbols: S. R. Hall & R. W. Grosse-Kunstleve, International Tables for Crystallography,
 * Vol. B (2010), Table A1.4.2.7, here in the order and with the `choice` codes of spglib, copied
 * from moyo 0.15 in November 2026. `choice`: unique axis and cell choice (`-b2`), origin and axes
 * (`2cab`), `H` hexagonal or `R` rhombohedral axes.
 * Hermann–Mauguin symbols of each setting, short and full: International Tables A (2016), where moyo
 * differs: full symbols of 73, 74, 127–130, `B b e b` of number 331; `other`: its symbol before the
 * letter e came into use in 1992.
 */
export const SETTINGS_TABLE = `
hallNumber  number  choice  hall            short          full                 other
1           1       .       P 1             P 1            P 1                  .
2           2       .       -P 1            P -1           P -1                 .
3           3       b       P 2y            P 2            P 1 2 1              .
4           3       c       P 2             P 2            P 1 1 2              .
5           3       a       P 2x            P 2            P 2 1 1              .
6           4       b       P 2yb           P 2_1          P 1 2_1 1            .
7           4       c       P 2c            P 2_1          P 1 1 2_1            .
8           4       a       P 2xa           P 2_1          P 2_1 1 1            .
9           5       b1      C 2y            C 2            C 1 2 1              .
10          5       b2      A 2y            A 2            A 1 2 1              .
11          5       b3      I 2y            I 2            I 1 2 1              .
12          5       c1      A 2             A 2            A 1 1 2              .
13          5       c2      B 2             B 2            B 1 1 2              .
14          5       c3      I 2             I 2            I 1 1 2              .
15          5       a1      B 2x            B 2            B 2 1 1              .
16          5       a2      C 2x            C 2            C 2 1 1              .
17          5       a3      I 2x            I 2            I 2 1 1              .
18          6       b       P -2y           P m            P 1 m 1              .
19          6       c       P -2            P m            P 1 1 m              .
20          6       a       P -2x           P m            P m 1 1              .
21          7       b1      P -2yc          P c            P 1 c 1              .
22          7       b2      P -2yac         P n            P 1 n 1              .
23          7       b3      P -2ya          P a            P 1 a 1              .
24          7       c1      P -2a           P a            P 1 1 a              .
25          7       c2      P -2ab          P n            P 1 1 n              .
26          7       c3      P -2b           P b            P 1 1 b              .
27          7       a1      P -2xb          P b            P b 1 1              .
28          7       a2      P -2xbc         P n            P n 1 1              .
29          7       a3      P -2xc          P c            P c 1 1              .
30          8       b1      C -2y           C m            C 1 m 1              .
31          8       b2      A -2y           A m            A 1 m 1              .
32          8       b3      I -2y           I m            I 1 m 1              .
33          8       c1      A -2            A m            A 1 1 m              .
34          8       c2      B -2            B m            B 1 1 m              .
35          8       c3      I -2            I m            I 1 1 m              .
36          8       a1      B -2x           B m            B m 1 1              .
37          8       a2      C -2x           C m            C m 1 1              .
38          8       a3      I -2x           I m            I m 1 1              .
39          9       b1      C -2yc          C c            C 1 c 1              .
40          9       b2      A -2yab         A n            A 1 n 1              .
41          9       b3      I -2ya          I a            I 1 a 1              .
42          9       -b1     A -2ya          A a            A 1 a 1              .
43          9       -b2     C -2yac         C n            C 1 n 1              .
44          9       -b3     I -2yc          I c            I 1 c 1              .
45          9       c1      A -2a           A a            A 1 1 a              .
46          9       c2      B -2ab          B n            B 1 1 n              .
47          9       c3      I -2b           I b            I 1 1 b              .
48          9       -c1     B -2b           B b            B 1 1 b              .
49          9       -c2     A -2ab          A n            A 1 1 n              .
50          9       -c3     I -2a           I a            I 1 1 a              .
51          9       a1      B -2xb          B b            B b 1 1              .
52          9       a2      C -2xac         C n            C n 1 1              .
53          9       a3      I -2xc          I c            I c 1 1              .
54          9       -a1     C -2xc          C c            C c 1 1              .
55          9       -a2     B -2xab         B n            B n 1 1              .
56          9       -a3     I -2xb          I b            I b 1 1              .
57          10      b       -P 2y           P 2/m          P 1 2/m 1            .
58          10      c       -P 2            P 2/m          P 1 1 2/m            .
59          10      a       -P 2x           P 2/m          P 2/m 1 1            .
60          11      b       -P 2yb          P 2_1/m        P 1 2_1/m 1          .
61          11      c       -P 2c           P 2_1/m        P 1 1 2_1/m          .
62          11      a       -P 2xa          P 2_1/m        P 2_1/m 1 1          .
63          12      b1      -C 2y           C 2/m          C 1 2/m 1            .
64          12      b2      -A 2y           A 2/m          A 1 2/m 1            .
65          12      b3      -I 2y           I 2/m          I 1 2/m 1            .
66          12      c1      -A 2            A 2/m          A 1 1 2/m            .
67          12      c2      -B 2            B 2/m          B 1 1 2/m            .
68          12      c3      -I 2            I 2/m          I 1 1 2/m            .
69          12      a1      -B 2x           B 2/m          B 2/m 1 1            .
70          12      a2      -C 2x           C 2/m          C 2/m 1 1            .
71          12      a3      -I 2x           I 2/m          I 2/m 1 1            .
72          13      b1      -P 2yc          P 2/c          P 1 2/c 1            .
73          13      b2      -P 2yac         P 2/n          P 1 2/n 1            .
74          13      b3      -P 2ya          P 2/a          P 1 2/a 1            .
75          13      c1      -P 2a           P 2/a          P 1 1 2/a            .
76          13      c2      -P 2ab          P 2/n          P 1 1 2/n            .
77          13      c3      -P 2b           P 2/b          P 1 1 2/b            .
78          13      a1      -P 2xb          P 2/b          P 2/b 1 1            .
79          13      a2      -P 2xbc         P 2/n          P 2/n 1 1            .
80          13      a3      -P 2xc          P 2/c          P 2/c 1 1            .
81          14      b1      -P 2ybc         P 2_1/c        P 1 2_1/c 1          .
82          14      b2      -P 2yn          P 2_1/n        P 1 2_1/n 1          .
83          14      b3      -P 2yab         P 2_1/a        P 1 2_1/a 1          .
84          14      c1      -P 2ac          P 2_1/a        P 1 1 2_1/a          .
85          14      c2      -P 2n           P 2_1/n        P 1 1 2_1/n          .
86          14      c3      -P 2bc          P 2_1/b        P 1 1 2_1/b          .
87          14      a1      -P 2xab         P 2_1/b        P 2_1/b 1 1          .
88          14      a2      -P 2xn          P 2_1/n        P 2_1/n 1 1          .
89          14      a3      -P 2xac         P 2_1/c        P 2_1/c 1 1          .
90          15      b1      -C 2yc          C 2/c          C 1 2/c 1            .
91          15      b2      -A 2yab         A 2/n          A 1 2/n 1            .
92          15      b3      -I 2ya          I 2/a          I 1 2/a 1            .
93          15      -b1     -A 2ya          A 2/a          A 1 2/a 1            .
94          15      -b2     -C 2yac         C 2/n          C 1 2/n 1            .
95          15      -b3     -I 2yc          I 2/c          I 1 2/c 1            .
96          15      c1      -A 2a           A 2/a          A 1 1 2/a            .
97          15      c2      -B 2ab          B 2/n          B 1 1 2/n            .
98          15      c3      -I 2b           I 2/b          I 1 1 2/b            .
99          15      -c1     -B 2b           B 2/b          B 1 1 2/b            .
100         15      -c2     -A 2ab          A 2/n          A 1 1 2/n            .
101         15      -c3     -I 2a           I 2/a          I 1 1 2/a            .
102         15      a1      -B 2xb          B 2/b          B 2/b 1 1            .
103         15      a2      -C 2xac         C 2/n          C 2/n 1 1            .
104         15      a3      -I 2xc          I 2/c          I 2/c 1 1            .
105         15      -a1     -C 2xc          C 2/c          C 2/c 1 1            .
106         15      -a2     -B 2xab         B 2/n          B 2/n 1 1            .
107         15      -a3     -I 2xb          I 2/b          I 2/b 1 1            .
108         16      .       P 2 2           P 2 2 2        P 2 2 2              .
109         17      .       P 2c 2          P 2 2 2_1      P 2 2 2_1            .
110         17      cab     P 2a 2a         P 2_1 2 2      P 2_1 2 2            .
111         17      bca     P 2 2b          P 2 2_1 2      P 2 2_1 2            .
112         18      .       P 2 2ab         P 2_1 2_1 2    P 2_1 2_1 2          .
113         18      cab     P 2bc 2         P 2 2_1 2_1    P 2 2_1 2_1          .
114         18      bca     P 2ac 2ac       P 2_1 2 2_1    P 2_1 2 2_1          .
115         19      .       P 2ac 2ab       P 2_1 2_1 2_1  P 2_1 2_1 2_1        .
116         20      .       C 2c 2          C 2 2 2_1      C 2 2 2_1            .
117         20      cab     A 2a 2a         A 2_1 2 2      A 2_1 2 2            .
118         20      bca     B 2 2b          B 2 2_1 2      B 2 2_1 2            .
119         21      .       C 2 2           C 2 2 2        C 2 2 2              .
120         21      cab     A 2 2           A 2 2 2        A 2 2 2              .
121         21      bca     B 2 2           B 2 2 2        B 2 2 2              .
122         22      .       F 2 2           F 2 2 2        F 2 2 2              .
123         23      .       I 2 2           I 2 2 2        I 2 2 2              .
124         24      .       I 2b 2c         I 2_1 2_1 2_1  I 2_1 2_1 2_1        .
125         25      .       P 2 -2          P m m 2        P m m 2              .
126         25      cab     P -2 2          P 2 m m        P 2 m m              .
127         25      bca     P -2 -2         P m 2 m        P m 2 m              .
128         26      .       P 2c -2         P m c 2_1      P m c 2_1            .
129         26      ba-c    P 2c -2c        P c m 2_1      P c m 2_1            .
130         26      cab     P -2a 2a        P 2_1 m a      P 2_1 m a            .
131         26      -cba    P -2 2a         P 2_1 a m      P 2_1 a m            .
132         26      bca     P -2 -2b        P b 2_1 m      P b 2_1 m            .
133         26      a-cb    P -2b -2        P m 2_1 b      P m 2_1 b            .
134         27      .       P 2 -2c         P c c 2        P c c 2              .
135         27      cab     P -2a 2         P 2 a a        P 2 a a              .
136         27      bca     P -2b -2b       P b 2 b        P b 2 b              .
137         28      .       P 2 -2a         P m a 2        P m a 2              .
138         28      ba-c    P 2 -2b         P b m 2        P b m 2              .
139         28      cab     P -2b 2         P 2 m b        P 2 m b              .
140         28      -cba    P -2c 2         P 2 c m        P 2 c m              .
141         28      bca     P -2c -2c       P c 2 m        P c 2 m              .
142         28      a-cb    P -2a -2a       P m 2 a        P m 2 a              .
143         29      .       P 2c -2ac       P c a 2_1      P c a 2_1            .
144         29      ba-c    P 2c -2b        P b c 2_1      P b c 2_1            .
145         29      cab     P -2b 2a        P 2_1 a b      P 2_1 a b            .
146         29      -cba    P -2ac 2a       P 2_1 c a      P 2_1 c a            .
147         29      bca     P -2bc -2c      P c 2_1 b      P c 2_1 b            .
148         29      a-cb    P -2a -2ab      P b 2_1 a      P b 2_1 a            .
149         30      .       P 2 -2bc        P n c 2        P n c 2              .
150         30      ba-c    P 2 -2ac        P c n 2        P c n 2              .
151         30      cab     P -2ac 2        P 2 n a        P 2 n a              .
152         30      -cba    P -2ab 2        P 2 a n        P 2 a n              .
153         30      bca     P -2ab -2ab     P b 2 n        P b 2 n              .
154         30      a-cb    P -2bc -2bc     P n 2 b        P n 2 b              .
155         31      .       P 2ac -2        P m n 2_1      P m n 2_1            .
156         31      ba-c    P 2bc -2bc      P n m 2_1      P n m 2_1            .
157         31      cab     P -2ab 2ab      P 2_1 m n      P 2_1 m n            .
158         31      -cba    P -2 2ac        P 2_1 n m      P 2_1 n m            .
159         31      bca     P -2 -2bc       P n 2_1 m      P n 2_1 m            .
160         31      a-cb    P -2ab -2       P m 2_1 n      P m 2_1 n            .
161         32      .       P 2 -2ab        P b a 2        P b a 2              .
162         32      cab     P -2bc 2        P 2 c b        P 2 c b              .
163         32      bca     P -2ac -2ac     P c 2 a        P c 2 a              .
164         33      .       P 2c -2n        P n a 2_1      P n a 2_1            .
165         33      ba-c    P 2c -2ab       P b n 2_1      P b n 2_1            .
166         33      cab     P -2bc 2a       P 2_1 n b      P 2_1 n b            .
167         33      -cba    P -2n 2a        P 2_1 c n      P 2_1 c n            .
168         33      bca     P -2n -2ac      P c 2_1 n      P c 2_1 n            .
169         33      a-cb    P -2ac -2n      P n 2_1 a      P n 2_1 a            .
170         34      .       P 2 -2n         P n n 2        P n n 2              .
171         34      cab     P -2n 2         P 2 n n        P 2 n n              .
172         34      bca     P -2n -2n       P n 2 n        P n 2 n              .
173         35      .       C 2 -2          C m m 2        C m m 2              .
174         35      cab     A -2 2          A 2 m m        A 2 m m              .
175         35      bca     B -2 -2         B m 2 m        B m 2 m              .
176         36      .       C 2c -2         C m c 2_1      C m c 2_1            .
177         36      ba-c    C 2c -2c        C c m 2_1      C c m 2_1            .
178         36      cab     A -2a 2a        A 2_1 m a      A 2_1 m a            .
179         36      -cba    A -2 2a         A 2_1 a m      A 2_1 a m            .
180         36      bca     B -2 -2b        B b 2_1 m      B b 2_1 m            .
181         36      a-cb    B -2b -2        B m 2_1 b      B m 2_1 b            .
182         37      .       C 2 -2c         C c c 2        C c c 2              .
183         37      cab     A -2a 2         A 2 a a        A 2 a a              .
184         37      bca     B -2b -2b       B b 2 b        B b 2 b              .
185         38      .       A 2 -2          A m m 2        A m m 2              .
186         38      ba-c    B 2 -2          B m m 2        B m m 2              .
187         38      cab     B -2 2          B 2 m m        B 2 m m              .
188         38      -cba    C -2 2          C 2 m m        C 2 m m              .
189         38      bca     C -2 -2         C m 2 m        C m 2 m              .
190         38      a-cb    A -2 -2         A m 2 m        A m 2 m              .
191         39      .       A 2 -2b         A e m 2        A e m 2              A b m 2
192         39      ba-c    B 2 -2a         B m e 2        B m e 2              B m a 2
193         39      cab     B -2a 2         B 2 e m        B 2 e m              B 2 c m
194         39      -cba    C -2a 2         C 2 m e        C 2 m e              C 2 m b
195         39      bca     C -2a -2a       C m 2 e        C m 2 e              C m 2 a
196         39      a-cb    A -2b -2b       A e 2 m        A e 2 m              A c 2 m
197         40      .       A 2 -2a         A m a 2        A m a 2              .
198         40      ba-c    B 2 -2b         B b m 2        B b m 2              .
199         40      cab     B -2b 2         B 2 m b        B 2 m b              .
200         40      -cba    C -2c 2         C 2 c m        C 2 c m              .
201         40      bca     C -2c -2c       C c 2 m        C c 2 m              .
202         40      a-cb    A -2a -2a       A m 2 a        A m 2 a              .
203         41      .       A 2 -2ab        A e a 2        A e a 2              A b a 2
204         41      ba-c    B 2 -2ab        B b e 2        B b e 2              B b a 2
205         41      cab     B -2ab 2        B 2 e b        B 2 e b              B 2 c b
206         41      -cba    C -2ac 2        C 2 c e        C 2 c e              C 2 c b
207         41      bca     C -2ac -2ac     C c 2 e        C c 2 e              C c 2 a
208         41      a-cb    A -2ab -2ab     A e 2 a        A e 2 a              A c 2 a
209         42      .       F 2 -2          F m m 2        F m m 2              .
210         42      cab     F -2 2          F 2 m m        F 2 m m              .
211         42      bca     F -2 -2         F m 2 m        F m 2 m              .
212         43      .       F 2 -2d         F d d 2        F d d 2              .
213         43      cab     F -2d 2         F 2 d d        F 2 d d              .
214         43      bca     F -2d -2d       F d 2 d        F d 2 d              .
215         44      .       I 2 -2          I m m 2        I m m 2              .
216         44      cab     I -2 2          I 2 m m        I 2 m m              .
217         44      bca     I -2 -2         I m 2 m        I m 2 m              .
218         45      .       I 2 -2c         I b a 2        I b a 2              .
219         45      cab     I -2a 2         I 2 c b        I 2 c b              .
220         45      bca     I -2b -2b       I c 2 a        I c 2 a              .
221         46      .       I 2 -2a         I m a 2        I m a 2              .
222         46      ba-c    I 2 -2b         I b m 2        I b m 2              .
223         46      cab     I -2b 2         I 2 m b        I 2 m b              .
224         46      -cba    I -2c 2         I 2 c m        I 2 c m              .
225         46      bca     I -2c -2c       I c 2 m        I c 2 m              .
226         46      a-cb    I -2a -2a       I m 2 a        I m 2 a              .
227         47      .       -P 2 2          P m m m        P 2/m 2/m 2/m        .
228         48      1       P 2 2 -1n       P n n n        P 2/n 2/n 2/n        .
229         48      2       -P 2ab 2bc      P n n n        P 2/n 2/n 2/n        .
230         49      .       -P 2 2c         P c c m        P 2/c 2/c 2/m        .
231         49      cab     -P 2a 2         P m a a        P 2/m 2/a 2/a        .
232         49      bca     -P 2b 2b        P b m b        P 2/b 2/m 2/b        .
233         50      1       P 2 2 -1ab      P b a n        P 2/b 2/a 2/n        .
234         50      2       -P 2ab 2b       P b a n        P 2/b 2/a 2/n        .
235         50      1cab    P 2 2 -1bc      P n c b        P 2/n 2/c 2/b        .
236         50      2cab    -P 2b 2bc       P n c b        P 2/n 2/c 2/b        .
237         50      1bca    P 2 2 -1ac      P c n a        P 2/c 2/n 2/a        .
238         50      2bca    -P 2a 2c        P c n a        P 2/c 2/n 2/a        .
239         51      .       -P 2a 2a        P m m a        P 2_1/m 2/m 2/a      .
240         51      ba-c    -P 2b 2         P m m b        P 2/m 2_1/m 2/b      .
241         51      cab     -P 2 2b         P b m m        P 2/b 2_1/m 2/m      .
242         51      -cba    -P 2c 2c        P c m m        P 2/c 2/m 2_1/m      .
243         51      bca     -P 2c 2         P m c m        P 2/m 2/c 2_1/m      .
244         51      a-cb    -P 2 2a         P m a m        P 2_1/m 2/a 2/m      .
245         52      .       -P 2a 2bc       P n n a        P 2/n 2_1/n 2/a      .
246         52      ba-c    -P 2b 2n        P n n b        P 2_1/n 2/n 2/b      .
247         52      cab     -P 2n 2b        P b n n        P 2/b 2/n 2_1/n      .
248         52      -cba    -P 2ab 2c       P c n n        P 2/c 2_1/n 2/n      .
249         52      bca     -P 2ab 2n       P n c n        P 2_1/n 2/c 2/n      .
250         52      a-cb    -P 2n 2bc       P n a n        P 2/n 2/a 2_1/n      .
251         53      .       -P 2ac 2        P m n a        P 2/m 2/n 2_1/a      .
252         53      ba-c    -P 2bc 2bc      P n m b        P 2/n 2/m 2_1/b      .
253         53      cab     -P 2ab 2ab      P b m n        P 2_1/b 2/m 2/n      .
254         53      -cba    -P 2 2ac        P c n m        P 2_1/c 2/n 2/m      .
255         53      bca     -P 2 2bc        P n c m        P 2/n 2_1/c 2/m      .
256         53      a-cb    -P 2ab 2        P m a n        P 2/m 2_1/a 2/n      .
257         54      .       -P 2a 2ac       P c c a        P 2_1/c 2/c 2/a      .
258         54      ba-c    -P 2b 2c        P c c b        P 2/c 2_1/c 2/b      .
259         54      cab     -P 2a 2b        P b a a        P 2/b 2_1/a 2/a      .
260         54      -cba    -P 2ac 2c       P c a a        P 2/c 2/a 2_1/a      .
261         54      bca     -P 2bc 2b       P b c b        P 2/b 2/c 2_1/b      .
262         54      a-cb    -P 2b 2ab       P b a b        P 2_1/b 2/a 2/b      .
263         55      .       -P 2 2ab        P b a m        P 2_1/b 2_1/a 2/m    .
264         55      cab     -P 2bc 2        P m c b        P 2/m 2_1/c 2_1/b    .
265         55      bca     -P 2ac 2ac      P c m a        P 2_1/c 2/m 2_1/a    .
266         56      .       -P 2ab 2ac      P c c n        P 2_1/c 2_1/c 2/n    .
267         56      cab     -P 2ac 2bc      P n a a        P 2/n 2_1/a 2_1/a    .
268         56      bca     -P 2bc 2ab      P b n b        P 2_1/b 2/n 2_1/b    .
269         57      .       -P 2c 2b        P b c m        P 2/b 2_1/c 2_1/m    .
270         57      ba-c    -P 2c 2ac       P c a m        P 2_1/c 2/a 2_1/m    .
271         57      cab     -P 2ac 2a       P m c a        P 2_1/m 2/c 2_1/a    .
272         57      -cba    -P 2b 2a        P m a b        P 2_1/m 2_1/a 2/b    .
273         57      bca     -P 2a 2ab       P b m a        P 2_1/b 2_1/m 2/a    .
274         57      a-cb    -P 2bc 2c       P c m b        P 2/c 2_1/m 2_1/b    .
275         58      .       -P 2 2n         P n n m        P 2_1/n 2_1/n 2/m    .
276         58      cab     -P 2n 2         P m n n        P 2/m 2_1/n 2_1/n    .
277         58      bca     -P 2n 2n        P n m n        P 2_1/n 2/m 2_1/n    .
278         59      1       P 2 2ab -1ab    P m m n        P 2_1/m 2_1/m 2/n    .
279         59      2       -P 2ab 2a       P m m n        P 2_1/m 2_1/m 2/n    .
280         59      1cab    P 2bc 2 -1bc    P n m m        P 2/n 2_1/m 2_1/m    .
281         59      2cab    -P 2c 2bc       P n m m        P 2/n 2_1/m 2_1/m    .
282         59      1bca    P 2ac 2ac -1ac  P m n m        P 2_1/m 2/n 2_1/m    .
283         59      2bca    -P 2c 2a        P m n m        P 2_1/m 2/n 2_1/m    .
284         60      .       -P 2n 2ab       P b c n        P 2_1/b 2/c 2_1/n    .
285         60      ba-c    -P 2n 2c        P c a n        P 2/c 2_1/a 2_1/n    .
286         60      cab     -P 2a 2n        P n c a        P 2_1/n 2_1/c 2/a    .
287         60      -cba    -P 2bc 2n       P n a b        P 2_1/n 2/a 2_1/b    .
288         60      bca     -P 2ac 2b       P b n a        P 2/b 2_1/n 2_1/a    .
289         60      a-cb    -P 2b 2ac       P c n b        P 2_1/c 2_1/n 2/b    .
290         61      .       -P 2ac 2ab      P b c a        P 2_1/b 2_1/c 2_1/a  .
291         61      ba-c    -P 2bc 2ac      P c a b        P 2_1/c 2_1/a 2_1/b  .
292         62      .       -P 2ac 2n       P n m a        P 2_1/n 2_1/m 2_1/a  .
293         62      ba-c    -P 2bc 2a       P m n b        P 2_1/m 2_1/n 2_1/b  .
294         62      cab     -P 2c 2ab       P b n m        P 2_1/b 2_1/n 2_1/m  .
295         62      -cba    -P 2n 2ac       P c m n        P 2_1/c 2_1/m 2_1/n  .
296         62      bca     -P 2n 2a        P m c n        P 2_1/m 2_1/c 2_1/n  .
297         62      a-cb    -P 2c 2n        P n a m        P 2_1/n 2_1/a 2_1/m  .
298         63      .       -C 2c 2         C m c m        C 2/m 2/c 2_1/m      .
299         63      ba-c    -C 2c 2c        C c m m        C 2/c 2/m 2_1/m      .
300         63      cab     -A 2a 2a        A m m a        A 2_1/m 2/m 2/a      .
301         63      -cba    -A 2 2a         A m a m        A 2_1/m 2/a 2/m      .
302         63      bca     -B 2 2b         B b m m        B 2/b 2_1/m 2/m      .
303         63      a-cb    -B 2b 2         B m m b        B 2/m 2_1/m 2/b      .
304         64      .       -C 2ac 2        C m c e        C 2/m 2/c 2_1/e      C m c a
305         64      ba-c    -C 2ac 2ac      C c m e        C 2/c 2/m 2_1/e      C c m b
306         64      cab     -A 2ab 2ab      A e m a        A 2_1/e 2/m 2/a      A b m a
307         64      -cba    -A 2 2ab        A e a m        A 2_1/e 2/a 2/m      A c a m
308         64      bca     -B 2 2ab        B b e m        B 2/b 2_1/e 2/m      B b c m
309         64      a-cb    -B 2ab 2        B m e b        B 2/m 2_1/e 2/b      B m a b
310         65      .       -C 2 2          C m m m        C 2/m 2/m 2/m        .
311         65      cab     -A 2 2          A m m m        A 2/m 2/m 2/m        .
312         65      bca     -B 2 2          B m m m        B 2/m 2/m 2/m        .
313         66      .       -C 2 2c         C c c m        C 2/c 2/c 2/m        .
314         66      cab     -A 2a 2         A m a a        A 2/m 2/a 2/a        .
315         66      bca     -B 2b 2b        B b m b        B 2/b 2/m 2/b        .
316         67      .       -C 2a 2         C m m e        C 2/m 2/m 2/e        C m m a
317         67      ba-c    -C 2a 2a        C m m e        C 2/m 2/m 2/e        C m m b
318         67      cab     -A 2b 2b        A e m m        A 2/e 2/m 2/m        A b m m
319         67      -cba    -A 2 2b         A e m m        A 2/e 2/m 2/m        A c m m
320         67      bca     -B 2 2a         B m e m        B 2/m 2/e 2/m        B m c m
321         67      a-cb    -B 2a 2         B m e m        B 2/m 2/e 2/m        B m a m
322         68      1       C 2 2 -1ac      C c c e        C 2/c 2/c 2/e        C c c a
323         68      2       -C 2a 2ac       C c c e        C 2/c 2/c 2/e        C c c a
324         68      1ba-c   C 2 2 -1ac      C c c e        C 2/c 2/c 2/e        C c c b
325         68      2ba-c   -C 2a 2c        C c c e        C 2/c 2/c 2/e        C c c b
326         68      1cab    A 2 2 -1ab      A e a a        A 2/e 2/a 2/a        A b a a
327         68      2cab    -A 2a 2b        A e a a        A 2/e 2/a 2/a        A b a a
328         68      1-cba   A 2 2 -1ab      A e a a        A 2/e 2/a 2/a        A c a a
329         68      2-cba   -A 2ab 2b       A e a a        A 2/e 2/a 2/a        A c a a
330         68      1bca    B 2 2 -1ab      B b e b        B 2/b 2/e 2/b        B b c b
331         68      2bca    -B 2ab 2b       B b e b        B 2/b 2/e 2/b        B b c b
332         68      1a-cb   B 2 2 -1ab      B b e b        B 2/b 2/e 2/b        B b a b
333         68      2a-cb   -B 2b 2ab       B b e b        B 2/b 2/e 2/b        B b a b
334         69      .       -F 2 2          F m m m        F 2/m 2/m 2/m        .
335         70      1       F 2 2 -1d       F d d d        F 2/d 2/d 2/d        .
336         70      2       -F 2uv 2vw      F d d d        F 2/d 2/d 2/d        .
337         71      .       -I 2 2          I m m m        I 2/m 2/m 2/m        .
338         72      .       -I 2 2c         I b a m        I 2/b 2/a 2/m        .
339         72      cab     -I 2a 2         I m c b        I 2/m 2/c 2/b        .
340         72      bca     -I 2b 2b        I c m a        I 2/c 2/m 2/a        .
341         73      .       -I 2b 2c        I b c a        I 2_1/b 2_1/c 2_1/a  .
342         73      ba-c    -I 2a 2b        I c a b        I 2_1/c 2_1/a 2_1/b  .
343         74      .       -I 2b 2         I m m a        I 2_1/m 2_1/m 2_1/a  .
344         74      ba-c    -I 2a 2a        I m m b        I 2_1/m 2_1/m 2_1/b  .
345         74      cab     -I 2c 2c        I b m m        I 2_1/b 2_1/m 2_1/m  .
346         74      -cba    -I 2 2b         I c m m        I 2_1/c 2_1/m 2_1/m  .
347         74      bca     -I 2 2a         I m c m        I 2_1/m 2_1/c 2_1/m  .
348         74      a-cb    -I 2c 2         I m a m        I 2_1/m 2_1/a 2_1/m  .
349         75      .       P 4             P 4            P 4                  .
350         76      .       P 4w            P 4_1          P 4_1                .
351         77      .       P 4c            P 4_2          P 4_2                .
352         78      .       P 4cw           P 4_3          P 4_3                .
353         79      .       I 4             I 4            I 4                  .
354         80      .       I 4bw           I 4_1          I 4_1                .
355         81      .       P -4            P -4           P -4                 .
356         82      .       I -4            I -4           I -4                 .
357         83      .       -P 4            P 4/m          P 4/m                .
358         84      .       -P 4c           P 4_2/m        P 4_2/m              .
359         85      1       P 4ab -1ab      P 4/n          P 4/n                .
360         85      2       -P 4a           P 4/n          P 4/n                .
361         86      1       P 4n -1n        P 4_2/n        P 4_2/n              .
362         86      2       -P 4bc          P 4_2/n        P 4_2/n              .
363         87      .       -I 4            I 4/m          I 4/m                .
364         88      1       I 4bw -1bw      I 4_1/a        I 4_1/a              .
365         88      2       -I 4ad          I 4_1/a        I 4_1/a              .
366         89      .       P 4 2           P 4 2 2        P 4 2 2              .
367         90      .       P 4ab 2ab       P 4 2_1 2      P 4 2_1 2            .
368         91      .       P 4w 2c         P 4_1 2 2      P 4_1 2 2            .
369         92      .       P 4abw 2nw      P 4_1 2_1 2    P 4_1 2_1 2          .
370         93      .       P 4c 2          P 4_2 2 2      P 4_2 2 2            .
371         94      .       P 4n 2n         P 4_2 2_1 2    P 4_2 2_1 2          .
372         95      .       P 4cw 2c        P 4_3 2 2      P 4_3 2 2            .
373         96      .       P 4nw 2abw      P 4_3 2_1 2    P 4_3 2_1 2          .
374         97      .       I 4 2           I 4 2 2        I 4 2 2              .
375         98      .       I 4bw 2bw       I 4_1 2 2      I 4_1 2 2            .
376         99      .       P 4 -2          P 4 m m        P 4 m m              .
377         100     .       P 4 -2ab        P 4 b m        P 4 b m              .
378         101     .       P 4c -2c        P 4_2 c m      P 4_2 c m            .
379         102     .       P 4n -2n        P 4_2 n m      P 4_2 n m            .
380         103     .       P 4 -2c         P 4 c c        P 4 c c              .
381         104     .       P 4 -2n         P 4 n c        P 4 n c              .
382         105     .       P 4c -2         P 4_2 m c      P 4_2 m c            .
383         106     .       P 4c -2ab       P 4_2 b c      P 4_2 b c            .
384         107     .       I 4 -2          I 4 m m        I 4 m m              .
385         108     .       I 4 -2c         I 4 c m        I 4 c m              .
386         109     .       I 4bw -2        I 4_1 m d      I 4_1 m d            .
387         110     .       I 4bw -2c       I 4_1 c d      I 4_1 c d            .
388         111     .       P -4 2          P -4 2 m       P -4 2 m             .
389         112     .       P -4 2c         P -4 2 c       P -4 2 c             .
390         113     .       P -4 2ab        P -4 2_1 m     P -4 2_1 m           .
391         114     .       P -4 2n         P -4 2_1 c     P -4 2_1 c           .
392         115     .       P -4 -2         P -4 m 2       P -4 m 2             .
393         116     .       P -4 -2c        P -4 c 2       P -4 c 2             .
394         117     .       P -4 -2ab       P -4 b 2       P -4 b 2             .
395         118     .       P -4 -2n        P -4 n 2       P -4 n 2             .
396         119     .       I -4 -2         I -4 m 2       I -4 m 2             .
397         120     .       I -4 -2c        I -4 c 2       I -4 c 2             .
398         121     .       I -4 2          I -4 2 m       I -4 2 m             .
399         122     .       I -4 2bw        I -4 2 d       I -4 2 d             .
400         123     .       -P 4 2          P 4/m m m      P 4/m 2/m 2/m        .
401         124     .       -P 4 2c         P 4/m c c      P 4/m 2/c 2/c        .
402         125     1       P 4 2 -1ab      P 4/n b m      P 4/n 2/b 2/m        .
403         125     2       -P 4a 2b        P 4/n b m      P 4/n 2/b 2/m        .
404         126     1       P 4 2 -1n       P 4/n n c      P 4/n 2/n 2/c        .
405         126     2       -P 4a 2bc       P 4/n n c      P 4/n 2/n 2/c        .
406         127     .       -P 4 2ab        P 4/m b m      P 4/m 2_1/b 2/m      .
407         128     .       -P 4 2n         P 4/m n c      P 4/m 2_1/n 2/c      .
408         129     1       P 4ab 2ab -1ab  P 4/n m m      P 4/n 2_1/m 2/m      .
409         129     2       -P 4a 2a        P 4/n m m      P 4/n 2_1/m 2/m      .
410         130     1       P 4ab 2n -1ab   P 4/n c c      P 4/n 2_1/c 2/c      .
411         130     2       -P 4a 2ac       P 4/n c c      P 4/n 2_1/c 2/c      .
412         131     .       -P 4c 2         P 4_2/m m c    P 4_2/m 2/m 2/c      .
413         132     .       -P 4c 2c        P 4_2/m c m    P 4_2/m 2/c 2/m      .
414         133     1       P 4n 2c -1n     P 4_2/n b c    P 4_2/n 2/b 2/c      .
415         133     2       -P 4ac 2b       P 4_2/n b c    P 4_2/n 2/b 2/c      .
416         134     1       P 4n 2 -1n      P 4_2/n n m    P 4_2/n 2/n 2/m      .
417         134     2       -P 4ac 2bc      P 4_2/n n m    P 4_2/n 2/n 2/m      .
418         135     .       -P 4c 2ab       P 4_2/m b c    P 4_2/m 2_1/b 2/c    .
419         136     .       -P 4n 2n        P 4_2/m n m    P 4_2/m 2_1/n 2/m    .
420         137     1       P 4n 2n -1n     P 4_2/n m c    P 4_2/n 2_1/m 2/c    .
421         137     2       -P 4ac 2a       P 4_2/n m c    P 4_2/n 2_1/m 2/c    .
422         138     1       P 4n 2ab -1n    P 4_2/n c m    P 4_2/n 2_1/c 2/m    .
423         138     2       -P 4ac 2ac      P 4_2/n c m    P 4_2/n 2_1/c 2/m    .
424         139     .       -I 4 2          I 4/m m m      I 4/m 2/m 2/m        .
425         140     .       -I 4 2c         I 4/m c m      I 4/m 2/c 2/m        .
426         141     1       I 4bw 2bw -1bw  I 4_1/a m d    I 4_1/a 2/m 2/d      .
427         141     2       -I 4bd 2        I 4_1/a m d    I 4_1/a 2/m 2/d      .
428         142     1       I 4bw 2aw -1bw  I 4_1/a c d    I 4_1/a 2/c 2/d      .
429         142     2       -I 4bd 2c       I 4_1/a c d    I 4_1/a 2/c 2/d      .
430         143     .       P 3             P 3            P 3                  .
431         144     .       P 31            P 3_1          P 3_1                .
432         145     .       P 32            P 3_2          P 3_2                .
433         146     H       R 3             R 3            R 3                  .
434         146     R       P 3*            R 3            R 3                  .
435         147     .       -P 3            P -3           P -3                 .
436         148     H       -R 3            R -3           R -3                 .
437         148     R       -P 3*           R -3           R -3                 .
438         149     .       P 3 2           P 3 1 2        P 3 1 2              .
439         150     .       P 3 2"          P 3 2 1        P 3 2 1              .
440         151     .       P 31 2 (0 0 4)  P 3_1 1 2      P 3_1 1 2            .
441         152     .       P 31 2"         P 3_1 2 1      P 3_1 2 1            .
442         153     .       P 32 2 (0 0 2)  P 3_2 1 2      P 3_2 1 2            .
443         154     .       P 32 2"         P 3_2 2 1      P 3_2 2 1            .
444         155     H       R 3 2"          R 3 2          R 3 2                .
445         155     R       P 3* 2          R 3 2          R 3 2                .
446         156     .       P 3 -2"         P 3 m 1        P 3 m 1              .
447         157     .       P 3 -2          P 3 1 m        P 3 1 m              .
448         158     .       P 3 -2"c        P 3 c 1        P 3 c 1              .
449         159     .       P 3 -2c         P 3 1 c        P 3 1 c              .
450         160     H       R 3 -2"         R 3 m          R 3 m                .
451         160     R       P 3* -2         R 3 m          R 3 m                .
452         161     H       R 3 -2"c        R 3 c          R 3 c                .
453         161     R       P 3* -2n        R 3 c          R 3 c                .
454         162     .       -P 3 2          P -3 1 m       P -3 1 2/m           .
455         163     .       -P 3 2c         P -3 1 c       P -3 1 2/c           .
456         164     .       -P 3 2"         P -3 m 1       P -3 2/m 1           .
457         165     .       -P 3 2"c        P -3 c 1       P -3 2/c 1           .
458         166     H       -R 3 2"         R -3 m         R -3 2/m             .
459         166     R       -P 3* 2         R -3 m         R -3 2/m             .
460         167     H       -R 3 2"c        R -3 c         R -3 2/c             .
461         167     R       -P 3* 2n        R -3 c         R -3 2/c             .
462         168     .       P 6             P 6            P 6                  .
463         169     .       P 61            P 6_1          P 6_1                .
464         170     .       P 65            P 6_5          P 6_5                .
465         171     .       P 62            P 6_2          P 6_2                .
466         172     .       P 64            P 6_4          P 6_4                .
467         173     .       P 6c            P 6_3          P 6_3                .
468         174     .       P -6            P -6           P -6                 .
469         175     .       -P 6            P 6/m          P 6/m                .
470         176     .       -P 6c           P 6_3/m        P 6_3/m              .
471         177     .       P 6 2           P 6 2 2        P 6 2 2              .
472         178     .       P 61 2 (0 0 5)  P 6_1 2 2      P 6_1 2 2            .
473         179     .       P 65 2 (0 0 1)  P 6_5 2 2      P 6_5 2 2            .
474         180     .       P 62 2 (0 0 4)  P 6_2 2 2      P 6_2 2 2            .
475         181     .       P 64 2 (0 0 2)  P 6_4 2 2      P 6_4 2 2            .
476         182     .       P 6c 2c         P 6_3 2 2      P 6_3 2 2            .
477         183     .       P 6 -2          P 6 m m        P 6 m m              .
478         184     .       P 6 -2c         P 6 c c        P 6 c c              .
479         185     .       P 6c -2         P 6_3 c m      P 6_3 c m            .
480         186     .       P 6c -2c        P 6_3 m c      P 6_3 m c            .
481         187     .       P -6 2          P -6 m 2       P -6 m 2             .
482         188     .       P -6c 2         P -6 c 2       P -6 c 2             .
483         189     .       P -6 -2         P -6 2 m       P -6 2 m             .
484         190     .       P -6c -2c       P -6 2 c       P -6 2 c             .
485         191     .       -P 6 2          P 6/m m m      P 6/m 2/m 2/m        .
486         192     .       -P 6 2c         P 6/m c c      P 6/m 2/c 2/c        .
487         193     .       -P 6c 2         P 6_3/m c m    P 6_3/m 2/c 2/m      .
488         194     .       -P 6c 2c        P 6_3/m m c    P 6_3/m 2/m 2/c      .
489         195     .       P 2 2 3         P 2 3          P 2 3                .
490         196     .       F 2 2 3         F 2 3          F 2 3                .
491         197     .       I 2 2 3         I 2 3          I 2 3                .
492         198     .       P 2ac 2ab 3     P 2_1 3        P 2_1 3              .
493         199     .       I 2b 2c 3       I 2_1 3        I 2_1 3              .
494         200     .       -P 2 2 3        P m -3         P 2/m -3             .
495         201     1       P 2 2 3 -1n     P n -3         P 2/n -3             .
496         201     2       -P 2ab 2bc 3    P n -3         P 2/n -3             .
497         202     .       -F 2 2 3        F m -3         F 2/m -3             .
498         203     1       F 2 2 3 -1d     F d -3         F 2/d -3             .
499         203     2       -F 2uv 2vw 3    F d -3         F 2/d -3             .
500         204     .       -I 2 2 3        I m -3         I 2/m -3             .
501         205     .       -P 2ac 2ab 3    P a -3         P 2_1/a -3           .
502         206     .       -I 2b 2c 3      I a -3         I 2_1/a -3           .
503         207     .       P 4 2 3         P 4 3 2        P 4 3 2              .
504         208     .       P 4n 2 3        P 4_2 3 2      P 4_2 3 2            .
505         209     .       F 4 2 3         F 4 3 2        F 4 3 2              .
506         210     .       F 4d 2 3        F 4_1 3 2      F 4_1 3 2            .
507         211     .       I 4 2 3         I 4 3 2        I 4 3 2              .
508         212     .       P 4acd 2ab 3    P 4_3 3 2      P 4_3 3 2            .
509         213     .       P 4bd 2ab 3     P 4_1 3 2      P 4_1 3 2            .
510         214     .       I 4bd 2c 3      I 4_1 3 2      I 4_1 3 2            .
511         215     .       P -4 2 3        P -4 3 m       P -4 3 m             .
512         216     .       F -4 2 3        F -4 3 m       F -4 3 m             .
513         217     .       I -4 2 3        I -4 3 m       I -4 3 m             .
514         218     .       P -4n 2 3       P -4 3 n       P -4 3 n             .
515         219     .       F -4a 2 3       F -4 3 c       F -4 3 c             .
516         220     .       I -4bd 2c 3     I -4 3 d       I -4 3 d             .
517         221     .       -P 4 2 3        P m -3 m       P 4/m -3 2/m         .
518         222     1       P 4 2 3 -1n     P n -3 n       P 4/n -3 2/n         .
519         222     2       -P 4a 2bc 3     P n -3 n       P 4/n -3 2/n         .
520         223     .       -P 4n 2 3       P m -3 n       P 4_2/m -3 2/n       .
521         224     1       P 4n 2 3 -1n    P n -3 m       P 4_2/n -3 2/m       .
522         224     2       -P 4bc 2bc 3    P n -3 m       P 4_2/n -3 2/m       .
523         225     .       -F 4 2 3        F m -3 m       F 4/m -3 2/m         .
524         226     .       -F 4a 2 3       F m -3 c       F 4/m -3 2/c         .
525         227     1       F 4d 2 3 -1d    F d -3 m       F 4_1/d -3 2/m       .
526         227     2       -F 4vw 2vw 3    F d -3 m       F 4_1/d -3 2/m       .
527         228     1       F 4d 2 3 -1ad   F d -3 c       F 4_1/d -3 2/c       .
528         228     2       -F 4ud 2vw 3    F d -3 c       F 4_1/d -3 2/c       .
529         229     .       -I 4 2 3        I m -3 m       I 4/m -3 2/m         .
530         230     .       -I 4bd 2c 3     I a -3 d       I 4_1/a -3 2/d       .
`;
