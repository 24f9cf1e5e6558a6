// Makes a PNG of a picture, in the browser: the server has none to give.

const SCALE = 2;

function png(link) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = 'PNG';
  button.addEventListener('click', async () => {
    const image = new Image();
    image.src = link.href;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const file = document.createElement('a');
      file.href = URL.createObjectURL(blob);
      file.download = `${new URL(link.href).pathname.split('/').pop().replace(/\.svg$/, '')}.png`;
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 60000);
    });
  });
  link.after(' ', button);
}

/** Offers it for each picture within an element. */
export function offerPng(within) {
  within.querySelectorAll('.pictured .files:not(:has(button)) a').forEach(png);
}

offerPng(document);
