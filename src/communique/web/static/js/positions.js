// The matrix of positions opens at its latest statements, which stand at its right end.

const region = document.querySelector(".matrix")?.closest(".scroll");
if (region) region.scrollLeft = region.scrollWidth;
