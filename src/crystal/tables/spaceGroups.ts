/**
 * The 230 space-group types.
 *
 * Symbols, Laue classes and enantiomorphic pairs: International Tables for Crystallography, Vol. A
 * (2016), in the setting with unique axis b, cell choice 1, origin choice 1, hexagonal axes.
 * Bravais lattices by Pearson symbol, `S` for one-face centring.
 *
 * `class`, `absences`, `conditions` were computed in November 2026 by testing every reflection up to
 * index 12 (axial ones to 24) in that setting: `conditions` are the general and special reflection
 * conditions (`k,l=2n`: both even; tetragonal and cubic zones stand for their equivalents, in m-3
 * the cyclic ones only), `absences` the extinction symbol that fixed rules give, none where its
 * letters need a convention. Types of one `class` and lattice have the same absent reflections
 * up to the choice of axes, so that absences alone never tell them apart.
 *
 * `paper`: one of the 144 types classified by S. Lolla, H. Liang, A. G. Kusne, I. Takeuchi &
 * W. Ratcliff, J. Appl. Cryst. 55, 882 (2022).
 */
export const SPACE_GROUPS = `
number  short       full                 system        bravais  pointGroup  laue   partner  paper  class  absences    conditions
1       P1          P 1                  triclinic     aP       1           -1     .        yes    A01    P -         .
2       P-1         P -1                 triclinic     aP       -1          -1     .        yes    A01    P -         .
3       P2          P 1 2 1              monoclinic    mP       2           2/m    .        .      M01    P 1 - 1     .
4       P2_1        P 1 2_1 1            monoclinic    mP       2           2/m    .        yes    M02    P 1 21 1    0k0: k=2n
5       C2          C 1 2 1              monoclinic    mS       2           2/m    .        yes    M03    C 1 - 1     hkl: h+k=2n | h0l: h=2n | 0k0: k=2n | h00: h=2n
6       Pm          P 1 m 1              monoclinic    mP       m           2/m    .        yes    M01    P 1 - 1     .
7       Pc          P 1 c 1              monoclinic    mP       m           2/m    .        yes    M04    P 1 c 1     h0l: l=2n | 00l: l=2n
8       Cm          C 1 m 1              monoclinic    mS       m           2/m    .        yes    M03    C 1 - 1     hkl: h+k=2n | h0l: h=2n | 0k0: k=2n | h00: h=2n
9       Cc          C 1 c 1              monoclinic    mS       m           2/m    .        yes    M05    C 1 c 1     hkl: h+k=2n | h0l: h,l=2n | 0k0: k=2n | h00: h=2n | 00l: l=2n
10      P2/m        P 1 2/m 1            monoclinic    mP       2/m         2/m    .        yes    M01    P 1 - 1     .
11      P2_1/m      P 1 2_1/m 1          monoclinic    mP       2/m         2/m    .        yes    M02    P 1 21 1    0k0: k=2n
12      C2/m        C 1 2/m 1            monoclinic    mS       2/m         2/m    .        yes    M03    C 1 - 1     hkl: h+k=2n | h0l: h=2n | 0k0: k=2n | h00: h=2n
13      P2/c        P 1 2/c 1            monoclinic    mP       2/m         2/m    .        yes    M04    P 1 c 1     h0l: l=2n | 00l: l=2n
14      P2_1/c      P 1 2_1/c 1          monoclinic    mP       2/m         2/m    .        yes    M06    P 1 21/c 1  h0l: l=2n | 0k0: k=2n | 00l: l=2n
15      C2/c        C 1 2/c 1            monoclinic    mS       2/m         2/m    .        yes    M05    C 1 c 1     hkl: h+k=2n | h0l: h,l=2n | 0k0: k=2n | h00: h=2n | 00l: l=2n
16      P222        P 2 2 2              orthorhombic  oP       222         mmm    .        .      O01    P - - -     .
17      P222_1      P 2 2 2_1            orthorhombic  oP       222         mmm    .        .      O02    P - - 21    00l: l=2n
18      P2_12_12    P 2_1 2_1 2          orthorhombic  oP       222         mmm    .        yes    O03    P 21 21 -   h00: h=2n | 0k0: k=2n
19      P2_12_12_1  P 2_1 2_1 2_1        orthorhombic  oP       222         mmm    .        yes    O04    P 21 21 21  h00: h=2n | 0k0: k=2n | 00l: l=2n
20      C222_1      C 2 2 2_1            orthorhombic  oS       222         mmm    .        yes    O05    C - - 21    hkl: h+k=2n | 0kl: k=2n | h0l: h=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
21      C222        C 2 2 2              orthorhombic  oS       222         mmm    .        .      O06    C - - -     hkl: h+k=2n | 0kl: k=2n | h0l: h=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n
22      F222        F 2 2 2              orthorhombic  oF       222         mmm    .        .      O07    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
23      I222        I 2 2 2              orthorhombic  oI       222         mmm    .        .      O08    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h+l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
24      I2_12_12_1  I 2_1 2_1 2_1        orthorhombic  oI       222         mmm    .        .      O08    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h+l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
25      Pmm2        P m m 2              orthorhombic  oP       mm2         mmm    .        .      O01    P - - -     .
26      Pmc2_1      P m c 2_1            orthorhombic  oP       mm2         mmm    .        yes    O09    P - c -     h0l: l=2n | 00l: l=2n
27      Pcc2        P c c 2              orthorhombic  oP       mm2         mmm    .        .      O10    P c c -     0kl: l=2n | h0l: l=2n | 00l: l=2n
28      Pma2        P m a 2              orthorhombic  oP       mm2         mmm    .        .      O09    P - a -     h0l: h=2n | h00: h=2n
29      Pca2_1      P c a 2_1            orthorhombic  oP       mm2         mmm    .        yes    O11    P c a -     0kl: l=2n | h0l: h=2n | h00: h=2n | 00l: l=2n
30      Pnc2        P n c 2              orthorhombic  oP       mm2         mmm    .        .      O12    P n c -     0kl: k+l=2n | h0l: l=2n | 0k0: k=2n | 00l: l=2n
31      Pmn2_1      P m n 2_1            orthorhombic  oP       mm2         mmm    .        yes    O13    P - n -     h0l: h+l=2n | h00: h=2n | 00l: l=2n
32      Pba2        P b a 2              orthorhombic  oP       mm2         mmm    .        .      O14    P b a -     0kl: k=2n | h0l: h=2n | h00: h=2n | 0k0: k=2n
33      Pna2_1      P n a 2_1            orthorhombic  oP       mm2         mmm    .        yes    O15    P n a -     0kl: k+l=2n | h0l: h=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
34      Pnn2        P n n 2              orthorhombic  oP       mm2         mmm    .        yes    O16    P n n -     0kl: k+l=2n | h0l: h+l=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
35      Cmm2        C m m 2              orthorhombic  oS       mm2         mmm    .        .      O06    C - - -     hkl: h+k=2n | 0kl: k=2n | h0l: h=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n
36      Cmc2_1      C m c 2_1            orthorhombic  oS       mm2         mmm    .        yes    O17    .           hkl: h+k=2n | 0kl: k=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
37      Ccc2        C c c 2              orthorhombic  oS       mm2         mmm    .        .      O18    .           hkl: h+k=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
38      Amm2        A m m 2              orthorhombic  oS       mm2         mmm    .        yes    O06    .           hkl: k+l=2n | 0kl: k+l=2n | h0l: l=2n | hk0: k=2n | 0k0: k=2n | 00l: l=2n
39      Aem2        A e m 2              orthorhombic  oS       mm2         mmm    .        .      O19    .           hkl: k+l=2n | 0kl: k,l=2n | h0l: l=2n | hk0: k=2n | 0k0: k=2n | 00l: l=2n
40      Ama2        A m a 2              orthorhombic  oS       mm2         mmm    .        yes    O17    .           hkl: k+l=2n | 0kl: k+l=2n | h0l: h,l=2n | hk0: k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
41      Aea2        A e a 2              orthorhombic  oS       mm2         mmm    .        yes    O20    .           hkl: k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
42      Fmm2        F m m 2              orthorhombic  oF       mm2         mmm    .        yes    O07    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
43      Fdd2        F d d 2              orthorhombic  oF       mm2         mmm    .        yes    O21    F d d -     hkl: h+k,h+l,k+l=2n | 0kl: k+l=4n; k,l=2n | h0l: h+l=4n; h,l=2n | hk0: h,k=2n | h00: h=4n | 0k0: k=4n | 00l: l=4n
44      Imm2        I m m 2              orthorhombic  oI       mm2         mmm    .        yes    O08    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h+l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
45      Iba2        I b a 2              orthorhombic  oI       mm2         mmm    .        yes    O22    .           hkl: h+k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
46      Ima2        I m a 2              orthorhombic  oI       mm2         mmm    .        yes    O23    .           hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
47      Pmmm        P 2/m 2/m 2/m        orthorhombic  oP       mmm         mmm    .        yes    O01    P - - -     .
48      Pnnn        P 2/n 2/n 2/n        orthorhombic  oP       mmm         mmm    .        .      O24    P n n n     0kl: k+l=2n | h0l: h+l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
49      Pccm        P 2/c 2/c 2/m        orthorhombic  oP       mmm         mmm    .        .      O10    P c c -     0kl: l=2n | h0l: l=2n | 00l: l=2n
50      Pban        P 2/b 2/a 2/n        orthorhombic  oP       mmm         mmm    .        .      O25    P b a n     0kl: k=2n | h0l: h=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n
51      Pmma        P 2_1/m 2/m 2/a      orthorhombic  oP       mmm         mmm    .        yes    O09    P - - a     hk0: h=2n | h00: h=2n
52      Pnna        P 2/n 2_1/n 2/a      orthorhombic  oP       mmm         mmm    .        yes    O26    P n n a     0kl: k+l=2n | h0l: h+l=2n | hk0: h=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
53      Pmna        P 2/m 2/n 2_1/a      orthorhombic  oP       mmm         mmm    .        yes    O12    P - n a     h0l: h+l=2n | hk0: h=2n | h00: h=2n | 00l: l=2n
54      Pcca        P 2_1/c 2/c 2/a      orthorhombic  oP       mmm         mmm    .        .      O27    P c c a     0kl: l=2n | h0l: l=2n | hk0: h=2n | h00: h=2n | 00l: l=2n
55      Pbam        P 2_1/b 2_1/a 2/m    orthorhombic  oP       mmm         mmm    .        yes    O14    P b a -     0kl: k=2n | h0l: h=2n | h00: h=2n | 0k0: k=2n
56      Pccn        P 2_1/c 2_1/c 2/n    orthorhombic  oP       mmm         mmm    .        yes    O28    P c c n     0kl: l=2n | h0l: l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
57      Pbcm        P 2/b 2_1/c 2_1/m    orthorhombic  oP       mmm         mmm    .        yes    O11    P b c -     0kl: k=2n | h0l: l=2n | 0k0: k=2n | 00l: l=2n
58      Pnnm        P 2_1/n 2_1/n 2/m    orthorhombic  oP       mmm         mmm    .        yes    O16    P n n -     0kl: k+l=2n | h0l: h+l=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
59      Pmmn        P 2_1/m 2_1/m 2/n    orthorhombic  oP       mmm         mmm    .        yes    O13    P - - n     hk0: h+k=2n | h00: h=2n | 0k0: k=2n
60      Pbcn        P 2_1/b 2/c 2_1/n    orthorhombic  oP       mmm         mmm    .        yes    O29    P b c n     0kl: k=2n | h0l: l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
61      Pbca        P 2_1/b 2_1/c 2_1/a  orthorhombic  oP       mmm         mmm    .        yes    O30    P b c a     0kl: k=2n | h0l: l=2n | hk0: h=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
62      Pnma        P 2_1/n 2_1/m 2_1/a  orthorhombic  oP       mmm         mmm    .        yes    O15    P n - a     0kl: k+l=2n | hk0: h=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
63      Cmcm        C 2/m 2/c 2_1/m      orthorhombic  oS       mmm         mmm    .        yes    O17    .           hkl: h+k=2n | 0kl: k=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
64      Cmce        C 2/m 2/c 2_1/e      orthorhombic  oS       mmm         mmm    .        yes    O20    .           hkl: h+k=2n | 0kl: k=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
65      Cmmm        C 2/m 2/m 2/m        orthorhombic  oS       mmm         mmm    .        yes    O06    C - - -     hkl: h+k=2n | 0kl: k=2n | h0l: h=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n
66      Cccm        C 2/c 2/c 2/m        orthorhombic  oS       mmm         mmm    .        yes    O18    .           hkl: h+k=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
67      Cmme        C 2/m 2/m 2/e        orthorhombic  oS       mmm         mmm    .        yes    O19    .           hkl: h+k=2n | 0kl: k=2n | h0l: h=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n
68      Ccce        C 2/c 2/c 2/e        orthorhombic  oS       mmm         mmm    .        .      O31    .           hkl: h+k=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
69      Fmmm        F 2/m 2/m 2/m        orthorhombic  oF       mmm         mmm    .        yes    O07    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
70      Fddd        F 2/d 2/d 2/d        orthorhombic  oF       mmm         mmm    .        yes    O32    F d d d     hkl: h+k,h+l,k+l=2n | 0kl: k+l=4n; k,l=2n | h0l: h+l=4n; h,l=2n | hk0: h+k=4n; h,k=2n | h00: h=4n | 0k0: k=4n | 00l: l=4n
71      Immm        I 2/m 2/m 2/m        orthorhombic  oI       mmm         mmm    .        yes    O08    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h+l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
72      Ibam        I 2/b 2/a 2/m        orthorhombic  oI       mmm         mmm    .        yes    O22    .           hkl: h+k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h+k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
73      Ibca        I 2_1/b 2_1/c 2_1/a  orthorhombic  oI       mmm         mmm    .        yes    O33    .           hkl: h+k+l=2n | 0kl: k,l=2n | h0l: h,l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
74      Imma        I 2_1/m 2_1/m 2_1/a  orthorhombic  oI       mmm         mmm    .        yes    O23    .           hkl: h+k+l=2n | 0kl: k+l=2n | h0l: h+l=2n | hk0: h,k=2n | h00: h=2n | 0k0: k=2n | 00l: l=2n
75      P4          P 4                  tetragonal    tP       4           4/m    .        .      T01    P - - -     .
76      P4_1        P 4_1                tetragonal    tP       4           4/m    78       .      T02    P 41 - -    00l: l=4n
77      P4_2        P 4_2                tetragonal    tP       4           4/m    .        .      T03    P 42 - -    00l: l=2n
78      P4_3        P 4_3                tetragonal    tP       4           4/m    76       .      T02    P 41 - -    00l: l=4n
79      I4          I 4                  tetragonal    tI       4           4/m    .        .      T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
80      I4_1        I 4_1                tetragonal    tI       4           4/m    .        .      T05    I 41 - -    hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=4n | 0k0: k=2n
81      P-4         P -4                 tetragonal    tP       -4          4/m    .        .      T01    P - - -     .
82      I-4         I -4                 tetragonal    tI       -4          4/m    .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
83      P4/m        P 4/m                tetragonal    tP       4/m         4/m    .        .      T01    P - - -     .
84      P4_2/m      P 4_2/m              tetragonal    tP       4/m         4/m    .        .      T03    P 42 - -    00l: l=2n
85      P4/n        P 4/n                tetragonal    tP       4/m         4/m    .        yes    T06    P n - -     hk0: h+k=2n | 0k0: k=2n
86      P4_2/n      P 4_2/n              tetragonal    tP       4/m         4/m    .        yes    T07    P 42/n - -  hk0: h+k=2n | 00l: l=2n | 0k0: k=2n
87      I4/m        I 4/m                tetragonal    tI       4/m         4/m    .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
88      I4_1/a      I 4_1/a              tetragonal    tI       4/m         4/m    .        yes    T08    I 41/a - -  hkl: h+k+l=2n | hk0: h,k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
89      P422        P 4 2 2              tetragonal    tP       422         4/mmm  .        .      T01    P - - -     .
90      P42_12      P 4 2_1 2            tetragonal    tP       422         4/mmm  .        .      T09    P - 21 -    0k0: k=2n
91      P4_122      P 4_1 2 2            tetragonal    tP       422         4/mmm  95       .      T02    P 41 - -    00l: l=4n
92      P4_12_12    P 4_1 2_1 2          tetragonal    tP       422         4/mmm  96       yes    T10    P 41 21 -   00l: l=4n | 0k0: k=2n
93      P4_222      P 4_2 2 2            tetragonal    tP       422         4/mmm  .        .      T03    P 42 - -    00l: l=2n
94      P4_22_12    P 4_2 2_1 2          tetragonal    tP       422         4/mmm  .        .      T11    P 42 21 -   00l: l=2n | 0k0: k=2n
95      P4_322      P 4_3 2 2            tetragonal    tP       422         4/mmm  91       .      T02    P 41 - -    00l: l=4n
96      P4_32_12    P 4_3 2_1 2          tetragonal    tP       422         4/mmm  92       yes    T10    P 41 21 -   00l: l=4n | 0k0: k=2n
97      I422        I 4 2 2              tetragonal    tI       422         4/mmm  .        .      T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
98      I4_122      I 4_1 2 2            tetragonal    tI       422         4/mmm  .        .      T05    I 41 - -    hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=4n | 0k0: k=2n
99      P4mm        P 4 m m              tetragonal    tP       4mm         4/mmm  .        yes    T01    P - - -     .
100     P4bm        P 4 b m              tetragonal    tP       4mm         4/mmm  .        yes    T12    P - b -     0kl: k=2n | 0k0: k=2n
101     P4_2cm      P 4_2 c m            tetragonal    tP       4mm         4/mmm  .        .      T13    P - c -     0kl: l=2n | 00l: l=2n
102     P4_2nm      P 4_2 n m            tetragonal    tP       4mm         4/mmm  .        .      T14    P - n -     0kl: k+l=2n | 00l: l=2n | 0k0: k=2n
103     P4cc        P 4 c c              tetragonal    tP       4mm         4/mmm  .        .      T15    P - c c     0kl: l=2n | hhl: l=2n | 00l: l=2n
104     P4nc        P 4 n c              tetragonal    tP       4mm         4/mmm  .        .      T16    P - n c     0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
105     P4_2mc      P 4_2 m c            tetragonal    tP       4mm         4/mmm  .        .      T17    P - - c     hhl: l=2n | 00l: l=2n
106     P4_2bc      P 4_2 b c            tetragonal    tP       4mm         4/mmm  .        .      T18    P - b c     0kl: k=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
107     I4mm        I 4 m m              tetragonal    tI       4mm         4/mmm  .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
108     I4cm        I 4 c m              tetragonal    tI       4mm         4/mmm  .        .      T19    I - c -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k,l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
109     I4_1md      I 4_1 m d            tetragonal    tI       4mm         4/mmm  .        yes    T20    I - - d     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: 2h+l=4n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
110     I4_1cd      I 4_1 c d            tetragonal    tI       4mm         4/mmm  .        .      T21    I - c d     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k,l=2n | hhl: 2h+l=4n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
111     P-42m       P -4 2 m             tetragonal    tP       -42m        4/mmm  .        .      T01    P - - -     .
112     P-42c       P -4 2 c             tetragonal    tP       -42m        4/mmm  .        .      T17    P - - c     hhl: l=2n | 00l: l=2n
113     P-42_1m     P -4 2_1 m           tetragonal    tP       -42m        4/mmm  .        yes    T09    P - 21 -    0k0: k=2n
114     P-42_1c     P -4 2_1 c           tetragonal    tP       -42m        4/mmm  .        yes    T22    P - 21 c    hhl: l=2n | 00l: l=2n | 0k0: k=2n
115     P-4m2       P -4 m 2             tetragonal    tP       -42m        4/mmm  .        .      T01    P - - -     .
116     P-4c2       P -4 c 2             tetragonal    tP       -42m        4/mmm  .        .      T13    P - c -     0kl: l=2n | 00l: l=2n
117     P-4b2       P -4 b 2             tetragonal    tP       -42m        4/mmm  .        .      T12    P - b -     0kl: k=2n | 0k0: k=2n
118     P-4n2       P -4 n 2             tetragonal    tP       -42m        4/mmm  .        .      T14    P - n -     0kl: k+l=2n | 00l: l=2n | 0k0: k=2n
119     I-4m2       I -4 m 2             tetragonal    tI       -42m        4/mmm  .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
120     I-4c2       I -4 c 2             tetragonal    tI       -42m        4/mmm  .        .      T19    I - c -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k,l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
121     I-42m       I -4 2 m             tetragonal    tI       -42m        4/mmm  .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
122     I-42d       I -4 2 d             tetragonal    tI       -42m        4/mmm  .        yes    T20    I - - d     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: 2h+l=4n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
123     P4/mmm      P 4/m 2/m 2/m        tetragonal    tP       4/mmm       4/mmm  .        yes    T01    P - - -     .
124     P4/mcc      P 4/m 2/c 2/c        tetragonal    tP       4/mmm       4/mmm  .        .      T15    P - c c     0kl: l=2n | hhl: l=2n | 00l: l=2n
125     P4/nbm      P 4/n 2/b 2/m        tetragonal    tP       4/mmm       4/mmm  .        yes    T23    P n b -     hk0: h+k=2n | 0kl: k=2n | 0k0: k=2n
126     P4/nnc      P 4/n 2/n 2/c        tetragonal    tP       4/mmm       4/mmm  .        yes    T24    P n n c     hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
127     P4/mbm      P 4/m 2_1/b 2/m      tetragonal    tP       4/mmm       4/mmm  .        yes    T12    P - b -     0kl: k=2n | 0k0: k=2n
128     P4/mnc      P 4/m 2_1/n 2/c      tetragonal    tP       4/mmm       4/mmm  .        yes    T16    P - n c     0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
129     P4/nmm      P 4/n 2_1/m 2/m      tetragonal    tP       4/mmm       4/mmm  .        yes    T06    P n - -     hk0: h+k=2n | 0k0: k=2n
130     P4/ncc      P 4/n 2_1/c 2/c      tetragonal    tP       4/mmm       4/mmm  .        yes    T25    P n c c     hk0: h+k=2n | 0kl: l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
131     P4_2/mmc    P 4_2/m 2/m 2/c      tetragonal    tP       4/mmm       4/mmm  .        yes    T17    P - - c     hhl: l=2n | 00l: l=2n
132     P4_2/mcm    P 4_2/m 2/c 2/m      tetragonal    tP       4/mmm       4/mmm  .        .      T13    P - c -     0kl: l=2n | 00l: l=2n
133     P4_2/nbc    P 4_2/n 2/b 2/c      tetragonal    tP       4/mmm       4/mmm  .        .      T26    P n b c     hk0: h+k=2n | 0kl: k=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
134     P4_2/nnm    P 4_2/n 2/n 2/m      tetragonal    tP       4/mmm       4/mmm  .        .      T27    P n n -     hk0: h+k=2n | 0kl: k+l=2n | 00l: l=2n | 0k0: k=2n
135     P4_2/mbc    P 4_2/m 2_1/b 2/c    tetragonal    tP       4/mmm       4/mmm  .        yes    T18    P - b c     0kl: k=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
136     P4_2/mnm    P 4_2/m 2_1/n 2/m    tetragonal    tP       4/mmm       4/mmm  .        yes    T14    P - n -     0kl: k+l=2n | 00l: l=2n | 0k0: k=2n
137     P4_2/nmc    P 4_2/n 2_1/m 2/c    tetragonal    tP       4/mmm       4/mmm  .        yes    T28    P n - c     hk0: h+k=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
138     P4_2/ncm    P 4_2/n 2_1/c 2/m    tetragonal    tP       4/mmm       4/mmm  .        .      T29    P n c -     hk0: h+k=2n | 0kl: l=2n | 00l: l=2n | 0k0: k=2n
139     I4/mmm      I 4/m 2/m 2/m        tetragonal    tI       4/mmm       4/mmm  .        yes    T04    I - - -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
140     I4/mcm      I 4/m 2/c 2/m        tetragonal    tI       4/mmm       4/mmm  .        yes    T19    I - c -     hkl: h+k+l=2n | hk0: h+k=2n | 0kl: k,l=2n | hhl: l=2n | 00l: l=2n | 0k0: k=2n
141     I4_1/amd    I 4_1/a 2/m 2/d      tetragonal    tI       4/mmm       4/mmm  .        yes    T30    I a - d     hkl: h+k+l=2n | hk0: h,k=2n | 0kl: k+l=2n | hhl: 2h+l=4n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
142     I4_1/acd    I 4_1/a 2/c 2/d      tetragonal    tI       4/mmm       4/mmm  .        yes    T31    I a c d     hkl: h+k+l=2n | hk0: h,k=2n | 0kl: k,l=2n | hhl: 2h+l=4n | 00l: l=4n | 0k0: k=2n | hh0: h=2n
143     P3          P 3                  trigonal      hP       3           -3     .        yes    H01    P - - -     .
144     P3_1        P 3_1                trigonal      hP       3           -3     145      yes    H02    P 31 - -    000l (0 0 l): l=3n
145     P3_2        P 3_2                trigonal      hP       3           -3     144      .      H02    P 31 - -    000l (0 0 l): l=3n
146     R3          R 3                  trigonal      hR       3           -3     .        yes    R01    R - -       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=3n
147     P-3         P -3                 trigonal      hP       -3          -3     .        yes    H01    P - - -     .
148     R-3         R -3                 trigonal      hR       -3          -3     .        yes    R01    R - -       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=3n
149     P312        P 3 1 2              trigonal      hP       32          -3m    .        .      H01    P - - -     .
150     P321        P 3 2 1              trigonal      hP       32          -3m    .        yes    H01    P - - -     .
151     P3_112      P 3_1 1 2            trigonal      hP       32          -3m    153      .      H02    P 31 - -    000l (0 0 l): l=3n
152     P3_121      P 3_1 2 1            trigonal      hP       32          -3m    154      yes    H02    P 31 - -    000l (0 0 l): l=3n
153     P3_212      P 3_2 1 2            trigonal      hP       32          -3m    151      .      H02    P 31 - -    000l (0 0 l): l=3n
154     P3_221      P 3_2 2 1            trigonal      hP       32          -3m    152      yes    H02    P 31 - -    000l (0 0 l): l=3n
155     R32         R 3 2                trigonal      hR       32          -3m    .        yes    R01    R - -       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=3n
156     P3m1        P 3 m 1              trigonal      hP       3m          -3m    .        yes    H01    P - - -     .
157     P31m        P 3 1 m              trigonal      hP       3m          -3m    .        yes    H01    P - - -     .
158     P3c1        P 3 c 1              trigonal      hP       3m          -3m    .        .      H03    P - c -     h-h0l (h -h l): l=2n | 000l (0 0 l): l=2n
159     P31c        P 3 1 c              trigonal      hP       3m          -3m    .        yes    H04    P - - c     hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
160     R3m         R 3 m                trigonal      hR       3m          -3m    .        yes    R01    R - -       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=3n
161     R3c         R 3 c                trigonal      hR       3m          -3m    .        yes    R02    R - c       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n; l=2n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=6n
162     P-31m       P -3 1 2/m           trigonal      hP       -3m         -3m    .        yes    H01    P - - -     .
163     P-31c       P -3 1 2/c           trigonal      hP       -3m         -3m    .        yes    H04    P - - c     hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
164     P-3m1       P -3 2/m 1           trigonal      hP       -3m         -3m    .        yes    H01    P - - -     .
165     P-3c1       P -3 2/c 1           trigonal      hP       -3m         -3m    .        yes    H03    P - c -     h-h0l (h -h l): l=2n | 000l (0 0 l): l=2n
166     R-3m        R -3 2/m             trigonal      hR       -3m         -3m    .        yes    R01    R - -       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=3n
167     R-3c        R -3 2/c             trigonal      hR       -3m         -3m    .        yes    R02    R - c       hkl: -h+k+l=3n | h-h0l (h -h l): h+l=3n; l=2n | hh-2hl (h h l): l=3n | 000l (0 0 l): l=6n
168     P6          P 6                  hexagonal     hP       6           6/m    .        .      H01    P - - -     .
169     P6_1        P 6_1                hexagonal     hP       6           6/m    170      .      H05    P 61 - -    000l (0 0 l): l=6n
170     P6_5        P 6_5                hexagonal     hP       6           6/m    169      .      H05    P 61 - -    000l (0 0 l): l=6n
171     P6_2        P 6_2                hexagonal     hP       6           6/m    172      .      H02    P 62 - -    000l (0 0 l): l=3n
172     P6_4        P 6_4                hexagonal     hP       6           6/m    171      .      H02    P 62 - -    000l (0 0 l): l=3n
173     P6_3        P 6_3                hexagonal     hP       6           6/m    .        yes    H06    P 63 - -    000l (0 0 l): l=2n
174     P-6         P -6                 hexagonal     hP       -6          6/m    .        yes    H01    P - - -     .
175     P6/m        P 6/m                hexagonal     hP       6/m         6/m    .        yes    H01    P - - -     .
176     P6_3/m      P 6_3/m              hexagonal     hP       6/m         6/m    .        yes    H06    P 63 - -    000l (0 0 l): l=2n
177     P622        P 6 2 2              hexagonal     hP       622         6/mmm  .        .      H01    P - - -     .
178     P6_122      P 6_1 2 2            hexagonal     hP       622         6/mmm  179      .      H05    P 61 - -    000l (0 0 l): l=6n
179     P6_522      P 6_5 2 2            hexagonal     hP       622         6/mmm  178      .      H05    P 61 - -    000l (0 0 l): l=6n
180     P6_222      P 6_2 2 2            hexagonal     hP       622         6/mmm  181      yes    H02    P 62 - -    000l (0 0 l): l=3n
181     P6_422      P 6_4 2 2            hexagonal     hP       622         6/mmm  180      .      H02    P 62 - -    000l (0 0 l): l=3n
182     P6_322      P 6_3 2 2            hexagonal     hP       622         6/mmm  .        yes    H06    P 63 - -    000l (0 0 l): l=2n
183     P6mm        P 6 m m              hexagonal     hP       6mm         6/mmm  .        .      H01    P - - -     .
184     P6cc        P 6 c c              hexagonal     hP       6mm         6/mmm  .        .      H07    P - c c     h-h0l (h -h l): l=2n | hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
185     P6_3cm      P 6_3 c m            hexagonal     hP       6mm         6/mmm  .        yes    H03    P - c -     h-h0l (h -h l): l=2n | 000l (0 0 l): l=2n
186     P6_3mc      P 6_3 m c            hexagonal     hP       6mm         6/mmm  .        yes    H04    P - - c     hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
187     P-6m2       P -6 m 2             hexagonal     hP       -6m2        6/mmm  .        yes    H01    P - - -     .
188     P-6c2       P -6 c 2             hexagonal     hP       -6m2        6/mmm  .        .      H03    P - c -     h-h0l (h -h l): l=2n | 000l (0 0 l): l=2n
189     P-62m       P -6 2 m             hexagonal     hP       -6m2        6/mmm  .        yes    H01    P - - -     .
190     P-62c       P -6 2 c             hexagonal     hP       -6m2        6/mmm  .        yes    H04    P - - c     hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
191     P6/mmm      P 6/m 2/m 2/m        hexagonal     hP       6/mmm       6/mmm  .        yes    H01    P - - -     .
192     P6/mcc      P 6/m 2/c 2/c        hexagonal     hP       6/mmm       6/mmm  .        yes    H07    P - c c     h-h0l (h -h l): l=2n | hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
193     P6_3/mcm    P 6_3/m 2/c 2/m      hexagonal     hP       6/mmm       6/mmm  .        yes    H03    P - c -     h-h0l (h -h l): l=2n | 000l (0 0 l): l=2n
194     P6_3/mmc    P 6_3/m 2/m 2/c      hexagonal     hP       6/mmm       6/mmm  .        yes    H04    P - - c     hh-2hl (h h l): l=2n | 000l (0 0 l): l=2n
195     P23         P 2 3                cubic         cP       23          m-3    .        .      C01    P - - -     .
196     F23         F 2 3                cubic         cF       23          m-3    .        .      C02    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=2n
197     I23         I 2 3                cubic         cI       23          m-3    .        yes    C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
198     P2_13       P 2_1 3              cubic         cP       23          m-3    .        yes    C04    P 21 - -    00l: l=2n
199     I2_13       I 2_1 3              cubic         cI       23          m-3    .        yes    C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
200     Pm-3        P 2/m -3             cubic         cP       m-3         m-3    .        yes    C01    P - - -     .
201     Pn-3        P 2/n -3             cubic         cP       m-3         m-3    .        yes    C05    P n - -     0kl: k+l=2n | 00l: l=2n
202     Fm-3        F 2/m -3             cubic         cF       m-3         m-3    .        .      C02    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=2n
203     Fd-3        F 2/d -3             cubic         cF       m-3         m-3    .        yes    C06    F d - -     hkl: h+k,h+l,k+l=2n | 0kl: k+l=4n; k,l=2n | hhl: h+l=2n | 00l: l=4n
204     Im-3        I 2/m -3             cubic         cI       m-3         m-3    .        yes    C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
205     Pa-3        P 2_1/a -3           cubic         cP       m-3         m-3    .        yes    C07    P a - -     0kl: k=2n | 00l: l=2n
206     Ia-3        I 2_1/a -3           cubic         cI       m-3         m-3    .        yes    C08    I a - -     hkl: h+k+l=2n | 0kl: k,l=2n | hhl: l=2n | 00l: l=2n
207     P432        P 4 3 2              cubic         cP       432         m-3m   .        .      C01    P - - -     .
208     P4_232      P 4_2 3 2            cubic         cP       432         m-3m   .        .      C04    P 42 - -    00l: l=2n
209     F432        F 4 3 2              cubic         cF       432         m-3m   .        .      C02    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=2n
210     F4_132      F 4_1 3 2            cubic         cF       432         m-3m   .        .      C09    F 41 - -    hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=4n
211     I432        I 4 3 2              cubic         cI       432         m-3m   .        .      C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
212     P4_332      P 4_3 3 2            cubic         cP       432         m-3m   213      yes    C10    P 41 - -    00l: l=4n
213     P4_132      P 4_1 3 2            cubic         cP       432         m-3m   212      yes    C10    P 41 - -    00l: l=4n
214     I4_132      I 4_1 3 2            cubic         cI       432         m-3m   .        .      C11    I 41 - -    hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=4n
215     P-43m       P -4 3 m             cubic         cP       -43m        m-3m   .        yes    C01    P - - -     .
216     F-43m       F -4 3 m             cubic         cF       -43m        m-3m   .        yes    C02    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=2n
217     I-43m       I -4 3 m             cubic         cI       -43m        m-3m   .        yes    C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
218     P-43n       P -4 3 n             cubic         cP       -43m        m-3m   .        yes    C12    P - - n     hhl: l=2n | 00l: l=2n
219     F-43c       F -4 3 c             cubic         cF       -43m        m-3m   .        .      C13    F - - c     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h,l=2n | 00l: l=2n
220     I-43d       I -4 3 d             cubic         cI       -43m        m-3m   .        yes    C14    I - - d     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: 2h+l=4n | 00l: l=4n
221     Pm-3m       P 4/m -3 2/m         cubic         cP       m-3m        m-3m   .        yes    C01    P - - -     .
222     Pn-3n       P 4/n -3 2/n         cubic         cP       m-3m        m-3m   .        .      C15    P n - n     0kl: k+l=2n | hhl: l=2n | 00l: l=2n
223     Pm-3n       P 4_2/m -3 2/n       cubic         cP       m-3m        m-3m   .        yes    C12    P - - n     hhl: l=2n | 00l: l=2n
224     Pn-3m       P 4_2/n -3 2/m       cubic         cP       m-3m        m-3m   .        yes    C05    P n - -     0kl: k+l=2n | 00l: l=2n
225     Fm-3m       F 4/m -3 2/m         cubic         cF       m-3m        m-3m   .        yes    C02    F - - -     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h+l=2n | 00l: l=2n
226     Fm-3c       F 4/m -3 2/c         cubic         cF       m-3m        m-3m   .        yes    C13    F - - c     hkl: h+k,h+l,k+l=2n | 0kl: k,l=2n | hhl: h,l=2n | 00l: l=2n
227     Fd-3m       F 4_1/d -3 2/m       cubic         cF       m-3m        m-3m   .        yes    C06    F d - -     hkl: h+k,h+l,k+l=2n | 0kl: k+l=4n; k,l=2n | hhl: h+l=2n | 00l: l=4n
228     Fd-3c       F 4_1/d -3 2/c       cubic         cF       m-3m        m-3m   .        .      C16    F d - c     hkl: h+k,h+l,k+l=2n | 0kl: k+l=4n; k,l=2n | hhl: h,l=2n | 00l: l=4n
229     Im-3m       I 4/m -3 2/m         cubic         cI       m-3m        m-3m   .        yes    C03    I - - -     hkl: h+k+l=2n | 0kl: k+l=2n | hhl: l=2n | 00l: l=2n
230     Ia-3d       I 4_1/a -3 2/d       cubic         cI       m-3m        m-3m   .        yes    C17    I a - d     hkl: h+k+l=2n | 0kl: k,l=2n | hhl: 2h+l=4n | 00l: l=4n
`;
