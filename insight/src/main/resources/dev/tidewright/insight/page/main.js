'use strict';
head();
answers();
timeline();
chain();
figures();
journal();
inputs();
foot();
